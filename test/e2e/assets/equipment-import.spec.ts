import type { OperationRun } from '#libs/operations';
import { provisionTestTenant, waitUntil, type HttpClient } from '#libs/testing';
import { ImportRunService } from '../../../src/contexts/assets/equipment-files/application/import-run.service.js';
import type {
  ImportReport,
  ImportRequest,
} from '../../../src/contexts/assets/equipment-files/application/import-equipment.js';
import { importReaders } from '../../../src/contexts/assets/equipment-files/http/imported-machine.dto.js';
import { ImportedFiles, tableOf } from '../../support/imported-files.js';
import { workbookFile } from '../../support/workbook-file.js';

const files = new ImportedFiles();
let schema: string;

beforeAll(async () => {
  await files.start();
  ({ schema } = files.acme.ref);
});

describe('an import', () => {
  it('adds machines by columns of whatever name, encoding, separator and stated locale', async () => {
    const table =
      'Asset Tag;Name;Site;Baujahr;Installed on;Price;Currency;Running hours\r\nG-1;Lift für Gäste;harbour tower;2018;31.12.2019;1.200,50;EUR;12.345\r\n';
    const mapping = [{ column: 'Baujahr', field: 'yearOfManufacture' }];
    const { result } = await files.imported(Buffer.from(table, 'latin1'), { mapping, locale: 'de-DE' });
    expect(result).toMatchObject({
      ...{ mode: 'valid_only', applied: true, rows: 1, created: 1, failed: 0, faults: 0, faultsPath: null },
      ...{ encoding: 'windows-1252', separator: ';' },
    });
    expect(result.columns.map(({ field }) => field)).toEqual([
      ...['equipmentNumber', 'name', 'facilityName', 'yearOfManufacture', 'installationDate', 'purchaseCost'],
      ...['currency', 'operationalHours'],
    ]);
    expect(await files.machine('G-1')).toMatchObject({
      ...{ name: 'Lift für Gäste', installationDate: '2019-12-31', yearOfManufacture: 2018, operationalHours: 12_345 },
      ...{ purchaseCost: { amount: '1200.50', currency: 'EUR' }, status: 'operational', version: 1 },
    });
    const log = (await files.admin.get('/v1/audit-logs?resourceType=equipment&action=import,create').expect(200)).body
      .data;
    expect(log.map(({ action }: { action: string }) => action)).toEqual(['create', 'import']);
  });

  it('reads a workbook', async () => {
    const rows = [
      ['equipmentNumber', 'name', 'facilityCode', 'warrantyExpiryDate', 'operationalHours', 'customFields.checked'],
      ['X-1', 'Crane', 'HT', new Date('2028-02-29'), 7, true],
      [null, 'Without number', 'HT', null, null, null],
    ];
    const { result } = await files.imported(workbookFile(rows));
    expect(result).toMatchObject({ created: 1, failed: 1, encoding: null });
    expect(await files.machine('X-1')).toMatchObject({
      warrantyExpiryDate: '2028-02-29',
      operationalHours: 7,
      customFields: { checked: true },
    });
    expect(await files.faultsOf(result)).toEqual(['3 equipmentNumber field.required']);
  });

  it('names what is wrong with which line and column, and writes the others', async () => {
    await files.manager.post('/v1/custom-fields').send({ key: 'stops', label: 'Stops', type: 'number' }).expect(201);
    await files.imported(tableOf('F-1,There already,HT'));
    const { result } = await files.imported(
      [
        'Number,name,facilityCode,status,Year,customFields.stops,installationDate,qrCode',
        'F-2,Right,HT,shutdown,2018,6,2020-01-31,QR-1',
        'f-1,Taken,HT,,,,,',
        'F-3,,HT,broken,1700,six,31.12.2020,',
        'F-4,Nowhere,XX,,,,,',
        'F-2,Twice,HT,,,,,',
        'F-5,Code twice,HT,,,,,qr-1',
        `F-6,${'x'.repeat(256)},HT,,,,,`,
        'F-7,Too many,HT,,,,,,more',
      ].join('\n'),
    );
    expect(result).toMatchObject({ rows: 8, created: 1, failed: 7, applied: true });
    expect(await files.faultsOf(result)).toEqual([
      '3 Number equipment.number_taken',
      ...['4 Year field.too_small', '4 installationDate field.date', '4 status field.unknown_value'],
      ...['5 facilityCode facility.unknown', '6 Number equipment_import.number_twice'],
      ...['7 qrCode equipment.qr_code_taken', '8 name field.too_long', '9  field.too_many_items'],
    ]);
    expect(await files.machine('F-2')).toMatchObject({
      status: 'shutdown',
      customFields: { stops: 6 },
      qrCode: 'QR-1',
    });
  });

  it('as a whole writes all lines or none, and a dry run none, with the same answer', async () => {
    const table = tableOf('A-1,One,HT', 'A-2,Two,New place', 'A-3,Three,HT');
    const before = await files.count('equipment');
    const events = () => files.count('outbox', "event_type like 'equipment.%'");
    const eventsBefore = await events();
    for (const mode of ['dry_run', 'all_or_nothing']) {
      const { result } = await files.imported(table, { mode });
      expect(result).toMatchObject({ mode, applied: false, created: 2, failed: 1 });
      expect(await files.faultsOf(result)).toEqual(['3 facilityCode facility.unknown']);
    }
    const trial = await files.imported(table, { mode: 'dry_run', createPlaces: true });
    expect(trial.result).toMatchObject({ applied: false, created: 3, createdFacilities: 1, failed: 0 });
    expect([await files.count('equipment'), await events()]).toEqual([before, eventsBefore]);
    const { result } = await files.imported(table, { mode: 'all_or_nothing', createPlaces: true });
    expect(result).toMatchObject({ applied: true, created: 3, createdFacilities: 1, faultsPath: null });
    expect(await files.count('equipment')).toBe(before + 3);
  });

  it('changes what there is only when asked, and clears only when asked', async () => {
    await files.imported(`number,name,facilityCode,notes,room\nU-1,Old,HT,Keep,7\n`);
    const table = `number,name,notes,room\nu-1,New,,8\n`;
    expect((await files.imported(table)).result).toMatchObject({ updated: 0, failed: 1 });
    expect((await files.imported(table, { upsert: true })).result).toMatchObject({ created: 0, updated: 1, failed: 0 });
    expect(await files.machine('U-1')).toMatchObject({ name: 'New', notes: 'Keep', room: '8', version: 2 });
    expect((await files.imported(table, { upsert: true })).result).toMatchObject({ updated: 0, unchanged: 1 });
    expect((await files.imported(table, { upsert: true, clearEmpty: true })).result).toMatchObject({ updated: 1 });
    expect(await files.machine('U-1')).toMatchObject({ notes: null, version: 3 });
  });
});

it('what machines are part of stands anywhere in the file, by the rules that there are', async () => {
  await files.imported(tableOf('T-0,There already,HT'));
  await files.manager.post('/v1/facilities').send({ name: 'Elsewhere', facilityCode: 'EW' }).expect(201);
  const table = [
    'number,name,facilityCode,parentNumber',
    ...['T-1,Part,HT,t-2', 'T-2,Whole,HT,T-0', 'T-3,Own part,HT,T-3', 'T-4,Nowhere,HT,T-9'],
    ...['T-5,Elsewhere,EW,T-2', 'T-6,Circle,HT,T-7', 'T-7,Circle,HT,T-6'],
  ].join('\n');
  expect((await files.imported(table, { mode: 'dry_run' })).result).toMatchObject({
    applied: false,
    linked: 3,
    failed: 4,
  });
  const { result } = await files.imported(table);
  expect(result).toMatchObject({ created: 7, linked: 3, failed: 4, faults: 4 });
  expect(await files.faultsOf(result)).toEqual([
    ...['4 parentNumber equipment.parent_cycle', '5 parentNumber equipment.unknown'],
    ...['6 parentNumber equipment.parent_elsewhere', '8 parentNumber equipment.parent_cycle'],
  ]);
  const [whole, part] = [await files.machine('T-2'), await files.machine('T-1')];
  expect([part.parentId, part.version]).toEqual([whole.id, 2]);
  const moved = await files.imported('number,parentNumber\nT-1,\nT-2,T-6\n', { upsert: true, clearEmpty: true });
  expect(moved.result).toMatchObject({ unchanged: 2, linked: 2, failed: 0 });
  expect((await files.machine('T-1')).parentId).toBeNull();
});

describe('whoever imports', () => {
  it('may do no more than by hand', async () => {
    const table = tableOf('P-1,One,HT');
    const uploadId = await files.uploaded(table);
    const start = (client: HttpClient, options: object = {}) =>
      client.post('/v1/equipment/import').send({ uploadId, ...options });
    await start(await files.acme.as('technician')).expect(403);
    await start(await files.acme.as('customer')).expect(403);
    // an upload of somebody else, of the same account or of another one
    for (const client of [files.admin, await (await provisionTestTenant(files.testApp)).as('admin')])
      expect((await start(client).expect(422)).body.code).toBe('upload.unknown');
    const limited = await files.acme.addUser('technician');
    const permit = (granted: string[]) =>
      files.admin.put(`/v1/users/${limited.id}/permissions`).set('If-Match', '"1"').send({ granted }).expect(200);
    await permit(['equipment:create']);
    const client = await files.acme.signIn(limited);
    for (const options of [{ upsert: true }, { createPlaces: true }])
      await client
        .post('/v1/equipment/import')
        .send({ uploadId: await files.uploaded(table, 'm.csv', client), ...options })
        .expect(403);
    const priced =
      'number,name,facilityCode,status,purchaseCost,currency\nP-1,One,HT,,5,EUR\nP-2,Two,HT,decommissioned,,\nP-3,Three,HT,,,EUR\n';
    const { result } = await files.imported(priced, {}, client);
    expect(result).toMatchObject({ created: 1, failed: 2 });
    expect(await files.faultsOf(result, client)).toEqual(['2 purchaseCost auth.forbidden', '3 status auth.forbidden']);
    // the list of faults of somebody else
    await (await files.acme.as('manager')).get(result.faultsPath!).expect(404);
  });

  it('gets as many machines as the plan has room for, to the machine', async () => {
    const small = await provisionTestTenant(files.testApp);
    const client = await small.as('manager');
    await client.post('/v1/facilities').send({ name: 'HT', facilityCode: 'HT' }).expect(201);
    await files.testApp.database.query(
      `update ${small.ref.schema}.entitlements set limit_value = 3 where name = 'equipment'`,
    );
    const used = async () =>
      (
        await files.testApp.database.query<{ used: string }>(
          `select used from ${small.ref.schema}.usage_counters where name = 'equipment'`,
        )
      )[0];
    const five = tableOf('Q-1,1,HT', 'Q-2,2,HT', 'Q-3,3,HT', 'Q-4,4,HT', 'Q-5,5,HT');
    expect((await files.imported(five, { mode: 'all_or_nothing' }, client)).result).toMatchObject({
      applied: false,
      failed: 2,
    });
    expect(Number((await used())?.used ?? 0)).toBe(0);
    expect((await files.imported(five, {}, client)).result).toMatchObject({ created: 3, failed: 2, faults: 2 });
    expect(Number((await used())?.used)).toBe(3);
    expect((await files.imported(tableOf('Q-6,6,HT'), {}, client)).result).toMatchObject({ created: 0, failed: 1 });
  });
});

describe('an import that is cut off', () => {
  const request = (uploadId: string, mode: ImportRequest['mode']): ImportRequest => ({
    ...{ uploadId, mode, mapping: [], upsert: false, createPlaces: false, clearEmpty: false, isWorkbook: false },
    caller: { linkedTo: null, maySetCosts: true, mayDecommission: true },
  });

  it('goes on behind the part that is committed, and doubles nothing', async () => {
    const rows = Array.from({ length: 1_700 }, (_, n) => (n % 100 === 7 ? `K-${n},Bad,XX` : `K-${n},Lift ${n},HT`));
    const uploadId = await files.uploaded(tableOf(...rows));
    const [{ id, by }] = (await files.testApp.database.query<{ id: string; by: string }>(
      `insert into ${schema}.operations (kind, status, requested_by) select 'equipment.import', 'succeeded', uploaded_by
       from ${schema}.uploads where id = $1 returning id, requested_by as by`,
      [uploadId],
    )) as [{ id: string; by: string }];
    let saved: ImportReport | null = null;
    const attempt = (diesAt?: number) => {
      let checkpoints = 0;
      let marked = saved;
      const run: OperationRun<ImportReport> = {
        ...{ id, requestedBy: by, savedResult: saved, signal: new AbortController().signal },
        checkpoint: async (_progress, report) => {
          if ((checkpoints += 1) === diesAt) throw new Error('The process dies.');
          marked = report!;
        },
      };
      const work = files.acme.run(() =>
        files.testApp.get(ImportRunService).run(request(uploadId, 'valid_only'), run, importReaders),
      );
      return work.finally(() => (saved = marked));
    };
    await expect(attempt(3)).rejects.toThrow('The process dies.');
    expect(saved).toMatchObject({ rows: 1_000, created: 990, failed: 10 });
    expect(await files.count('equipment', "equipment_number like 'K-%'")).toBe(990);
    expect(await attempt()).toMatchObject({ rows: 1_700, created: 1_683, failed: 17, faults: 17 });
    expect(await files.count('equipment', "equipment_number like 'K-%'")).toBe(1_683);
    const found = await files.testApp.database.query<{ line: number }>(
      `select line from ${schema}.equipment_import_faults where operation_id = $1 order by number`,
      [id],
    );
    expect(found.map(({ line }) => line)).toEqual(Array.from({ length: 17 }, (_, n) => n * 100 + 9));
  });

  it('by cancel keeps what its result says, or nothing where it was to be whole', async () => {
    const started = async (mode: string, prefix: string) => {
      const rows = Array.from({ length: 4_000 }, (_, n) => `${prefix}-${n},Lift ${n},HT`);
      const uploadId = await files.uploaded(tableOf(...rows));
      return (await files.manager.post('/v1/equipment/import').send({ uploadId, mode }).expect(202)).body.id as string;
    };
    const canceled = async (id: string) => {
      await files.manager.post(`/v1/operations/${id}/cancel`).expect(200);
      const { status, result } = await files.ended(id);
      expect(status).toBe('canceled');
      return (result as ImportReport | null)?.created ?? 0;
    };
    await canceled(await started('all_or_nothing', 'CA'));
    const inParts = await started('valid_only', 'CV');
    await waitUntil(async () => (await files.manager.get(`/v1/operations/${inParts}`)).body.progress > 0);
    const written = await canceled(inParts);
    expect(written % 500).toBe(0);
    expect(await files.count('equipment', "equipment_number like 'CV-%'")).toBe(written);
    expect(await files.count('equipment', "equipment_number like 'CA-%'")).toBe(0);
  });
});
