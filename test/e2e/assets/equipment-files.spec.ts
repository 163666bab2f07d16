import { provisionTestTenant } from '#libs/testing';
import { aMachine } from '../../builders/assets/equipment.builder.js';
import { aFacility } from '../../builders/assets/facility.builder.js';
import { ImportedFiles, linesOf, type Line } from '../../support/imported-files.js';
import { workbookOf } from '../../support/workbook-file.js';

const files = new ImportedFiles();
let facility: { id: string; facilityCode: string; name: string };

beforeAll(async () => {
  await files.start();
  facility = (await files.manager.post('/v1/facilities').send(aFacility()).expect(201)).body;
});

const add = async (body: object, client = files.manager) =>
  (
    await client
      .post('/v1/equipment')
      .send({ facilityId: facility.id, ...aMachine(), ...body })
      .expect(201)
  ).body;

async function exported(query = '', client = files.manager): Promise<{ text: string; lines: Line[] }> {
  const { text, headers } = await client.get(`/v1/equipment/export${query}`).expect(200);
  expect(headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(headers['content-disposition']).toBe('attachment; filename="equipment.csv"');
  return { text, lines: linesOf(text) };
}

describe('an export', () => {
  it('has every column of what the list has, places by code and name, and custom fields by key', async () => {
    await files.manager.post('/v1/custom-fields').send({ key: 'stops', label: 'Stops', type: 'number' }).expect(201);
    const place = `/v1/facilities/${facility.id}/buildings`;
    const building = (await files.manager.post(place).send({ name: 'West wing', buildingCode: 'W' }).expect(201)).body;
    const whole = await add({ category: 'exported' });
    const part = await add({
      ...{ category: 'exported', buildingId: building.id, parentId: whole.id, description: 'Two\nlines; "quoted"' },
      ...{ purchaseCost: { amount: '1200.50', currency: 'EUR' }, nextMaintenanceDate: '2027-01-02T03:04:05Z' },
      ...{ warrantyExpiryDate: '2028-02-29', customFields: { stops: 6, own: '7', list: '[1]', isOld: true } },
    });
    const { lines } = await exported('?category=exported&sort=-createdAt');
    expect(lines.map((line) => line['equipmentNumber'])).toEqual([part.equipmentNumber, whole.equipmentNumber]);
    expect(lines[0]).toMatchObject({
      ...{ id: part.id, status: 'operational', description: 'Two\nlines; "quoted"', operationalHours: '0' },
      ...{ facilityCode: facility.facilityCode, facilityName: facility.name, buildingCode: 'W', version: '1' },
      ...{ buildingName: 'West wing', parentNumber: whole.equipmentNumber, warrantyExpiryDate: '2028-02-29' },
      ...{ purchaseCost: '1200.50', annualMaintenanceCost: '', currency: 'EUR', createdAt: part.createdAt },
      ...{ nextMaintenanceDate: '2027-01-02T03:04:05.000Z', 'customFields.stops': '6' },
      ...{ 'customFields.own': '"7"', 'customFields.list': '[1]', 'customFields.isOld': 'true' },
    });
    expect(lines[1]).toMatchObject({ currency: '', 'customFields.stops': '', parentNumber: '' });
    const shown = Object.keys(part).filter(
      (name) => !/^(facilityId|buildingId|parentId|createdById|customFields)$/.test(name),
    );
    expect(Object.keys(lines[0]!)).toEqual(expect.arrayContaining(shown));
  });

  it('has no cell that a spreadsheet would run', async () => {
    await add({
      name: '=HYPERLINK("https://evil.example")',
      category: 'formula',
      notes: '+1',
      room: '-2',
      floor: '@x',
    });
    const { lines } = await exported('?category=formula');
    expect(lines[0]).toMatchObject({
      name: `'=HYPERLINK("https://evil.example")`,
      notes: "'+1",
      room: "'-2",
      floor: "'@x",
    });
  });

  it('goes on page after page', async () => {
    await files.testApp.database.query(
      `insert into ${files.acme.ref.schema}.equipment (facility_id, equipment_number, name, category)
       select $1, 'M-' || n, 'Machine ' || n % 7, 'many' from generate_series(1, 2500) as n`,
      [facility.id],
    );
    const { lines } = await exported('?category=many');
    expect(new Set(lines.map(({ equipmentNumber }) => equipmentNumber)).size).toBe(2_500);
    expect(lines).toHaveLength(2_500);
  });

  it('shows to a caller what the list shows, and costs to those who may see them', async () => {
    const elsewhere = (await files.manager.post('/v1/facilities').send(aFacility()).expect(201)).body;
    const cost = { purchaseCost: { amount: '10.00', currency: 'EUR' }, category: 'scope' };
    await add({ ...cost, facilityId: elsewhere.id, customFields: { secretName: 1 } });
    const seen = await add(cost);
    const customer = await files.acme.addUser('customer');
    await files.admin.post(`/v1/users/${customer.id}/facilities`).send({ facilityId: facility.id }).expect(200);
    const { text, lines } = await exported('?category=scope', await files.acme.signIn(customer));
    expect(lines).toMatchObject([{ id: seen.id, purchaseCost: '', currency: '' }]);
    expect(text).not.toContain('secretName');
    expect((await exported('?category=scope')).lines).toMatchObject([
      { purchaseCost: '10.00' },
      { purchaseCost: '10.00' },
    ]);
    const rival = await (await provisionTestTenant(files.testApp)).as('manager');
    expect((await exported('', rival)).lines).toEqual([]);
  });

  it('refuses what the list refuses', async () => {
    expect((await files.manager.get('/v1/equipment/export?customFields=stops:six').expect(400)).body.code).toBe(
      'custom_field.invalid_filter',
    );
    await files.manager.get('/v1/equipment/export?limit=5').expect(400);
    await files.manager.get('/v1/equipment/export?sort=nothing').expect(400);
  });
});

describe('a file that is no such table', () => {
  it.each([
    ['sheet.unreadable', 'number,name\n1,"open\n'],
    ['sheet.empty', '\n'],
    ['sheet.too_wide', `${'c,'.repeat(10_000)}number\n`],
    ['sheet.too_large', workbookOf(' '.repeat(50_000_000))],
    ['equipment_import.column_missing', 'name,facilityCode\nLift,HT\n'],
    ['equipment_import.field_twice', 'number,name,equipmentNumber\n1,Lift,2\n'],
    ['equipment_import.unknown_column', 'number,name\n1,Lift\n', { mapping: [{ column: 'Nr.', field: 'name' }] }],
    ['equipment_import.too_many_rows', `number\n${'1\n'.repeat(50_001)}`],
  ] as [string, string | Buffer, object?][])(
    'ends as %s, and nothing is written',
    async (code, content, options = {}) => {
      const before = await files.count('equipment');
      expect(await files.imported(content, options)).toMatchObject({ status: 'failed', code });
      expect(await files.count('equipment')).toBe(before);
    },
  );

  it('is told at once where its name or the mapping shows it', async () => {
    const start = async (options: object, name?: string) =>
      (
        await files.manager
          .post('/v1/equipment/import')
          .send({ uploadId: await files.uploaded('number\n', name), ...options })
          .expect(422)
      ).body.code;
    expect(await start({}, 'machines.txt')).toBe('equipment_import.wrong_kind');
    expect(await start({ mapping: [{ column: 'a', field: 'healthScore' }] })).toBe('equipment_import.unknown_field');
    expect(await start({ mapping: [{ column: 'a', field: 'customFields.__proto__' }] })).toBe(
      'equipment_import.unknown_field',
    );
    expect((await files.imported('number,name,facilityCode\n')).result).toMatchObject({
      rows: 0,
      applied: false,
      faults: 0,
    });
  });
});

describe('a round trip', () => {
  it('changes nothing where it was, and makes the same elsewhere', async () => {
    const odd = { name: "'=1+1", notes: 'Two\nlines, "quoted"; \'', room: '-1', description: '=cmd', floor: '+0' };
    const wing = `/v1/facilities/${facility.id}/buildings`;
    const buildingId = (await files.manager.post(wing).send({ name: 'North wing' }).expect(201)).body.id;
    const customFields = { stops: -2.5, own: '7', truth: true, text: 'null', '=x': '@y' };
    const annualMaintenanceCost = { amount: '50', currency: 'JPY' };
    const equipmentNumber = '=R-1';
    await add({
      ...odd,
      category: 'round',
      capacity: "'t",
      equipmentNumber,
      buildingId,
      customFields,
      annualMaintenanceCost,
    });
    const old = await add({ category: 'round' });
    const part = await add({ category: 'round', name: 'A part before its whole', parentId: old.id });
    await files.manager.post(`/v1/equipment/${part.id}/decommission`).set('If-Match', '"1"').send({}).expect(200);
    const whole = await add({ category: 'round', name: 'Z' });
    await add({ category: 'round', name: 'B', parentId: whole.id });
    await files.manager.post(`/v1/equipment/${old.id}/decommission`).set('If-Match', '"1"').send({}).expect(200);
    const before = await files.exported('?category=round');
    const same = await files.imported(before, { upsert: true, clearEmpty: true, mode: 'all_or_nothing' });
    expect(same.result).toMatchObject({
      rows: 5,
      unchanged: 5,
      linked: 0,
      failed: 0,
      applied: false,
      encoding: 'utf-8',
    });
    expect(await files.exported('?category=round')).toBe(before);

    const elsewhere = await (await provisionTestTenant(files.testApp)).as('manager');
    await elsewhere.post('/v1/custom-fields').send({ key: 'stops', label: 'Stops', type: 'number' }).expect(201);
    const copy = await files.imported(before, { createPlaces: true, mode: 'all_or_nothing' }, elsewhere);
    expect(copy.result).toMatchObject({ created: 5, linked: 2, failed: 0 });
    const kept = ['id', 'version', 'createdAt', 'updatedAt'];
    const comparable = (text: string) =>
      linesOf(text).map((line) =>
        Object.fromEntries(Object.entries(line).filter(([name, cell]) => !kept.includes(name) && cell !== '')),
      );
    expect(comparable(await files.exported('', elsewhere))).toEqual(comparable(before));
  });
});
