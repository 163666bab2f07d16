import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import { aMachine } from '../../builders/assets/equipment.builder.js';
import { aFacility } from '../../builders/assets/facility.builder.js';
import { drawnQrCode, paintedQrCode } from '../../support/drawn-qr-code.js';

let testApp: TestApp;
let acme: TestTenant;
let manager: HttpClient;
let facilityId: string;

beforeAll(async () => {
  testApp = await createTestApp();
  acme = await provisionTestTenant(testApp);
  manager = await acme.as('manager');
  facilityId = await facility();
});

const facility = async (): Promise<string> =>
  (await manager.post('/v1/facilities').send(aFacility()).expect(201)).body.id;
const added = async (body: object = {}) =>
  (
    await manager
      .post('/v1/equipment')
      .send({ facilityId, ...aMachine(), ...body })
      .expect(201)
  ).body;
const act = (id: string, verb: string, version: number) =>
  manager.post(`/v1/equipment/${id}/${verb}`).set('If-Match', `"${version}"`);

describe('the code of a machine', () => {
  const picture = async (id: string, format: string, client = manager) =>
    (await client.get(`/v1/equipment/${id}/qr-code?format=${format}`).buffer(true).parse(inBytes).expect(200)).body;
  const address = async (id: string) => drawnQrCode((await picture(id, 'svg')).toString());
  const codeOf = async (id: string) => (await address(id)).split('/').at(-1)!;
  const find = (code: string, client = manager) => client.get(`/v1/equipment/by-qr/${encodeURIComponent(code)}`);

  it('is a picture of an address at the primary domain, the same as SVG and PNG, that leads to the machine', async () => {
    const { id } = await added();
    const said = await address(id);
    expect(said).toMatch(new RegExp(`^https?://${acme.ref.slug}\\.[^/]+/equipment/by-qr/[\\w-]{22}$`));
    expect(paintedQrCode(await picture(id, 'png'))).toBe(said);
    expect((await find(await codeOf(id)).expect(200)).body.id).toBe(id);
    await testApp.database.query('update public.domains set is_primary = false where tenant_id = $1', [acme.ref.id]);
    await testApp.database.query(
      `insert into public.domains (tenant_id, domain, is_primary, is_verified) values ($1, 'lifts.acme.example', true, true)`,
      [acme.ref.id],
    );
    expect(new URL(await address(id)).hostname).toBe('lifts.acme.example');
  });

  it('leads nowhere once it is replaced, and one of the machine’s own label still does', async () => {
    const { id } = await added({ qrCode: 'Plate 7/A' });
    const old = await codeOf(id);
    await act(id, 'replace-qr-code', 1).expect(200);
    await act(id, 'replace-qr-code', 1).expect(412);
    await find(old).expect(404);
    for (const code of [await codeOf(id), 'Plate 7/A', 'plate 7/a'])
      expect((await find(code).expect(200)).body.id).toBe(id);
  });

  it('tells nobody anything: unknown, foreign and hidden ones get one answer', async () => {
    const { id } = await added();
    const code = await codeOf(id);
    const other = await provisionTestTenant(testApp);
    const customer = await acme.signIn(await acme.addUser('customer'));
    const answer = async (client: HttpClient, of: string) => {
      const { status, body } = await find(of, client);
      return { ...body, status, instance: null, requestId: null };
    };
    const unknown = await answer(manager, 'A'.repeat(22));
    expect(unknown).toMatchObject({ status: 404 });
    expect(await answer(await other.as('admin'), code)).toEqual(unknown);
    expect(await answer(customer, code)).toEqual(unknown);
    for (const odd of ['x'.repeat(256), 'a\0b', '%', "' or 1=1 --"])
      expect(await answer(manager, odd)).toEqual(unknown);
    await customer.get(`/v1/equipment/${id}/qr-code`).expect(404);
  });

  it('stands neither in answers nor in the audit log', async () => {
    const { id } = await added();
    await act(id, 'replace-qr-code', 1).expect(200);
    const code = await codeOf(id);
    const { text } = await (await acme.as('admin')).get(`/v1/audit-logs?resourceId=${id}`).expect(200);
    expect(text).toContain('qrToken');
    expect(text + JSON.stringify((await manager.get(`/v1/equipment/${id}`)).body)).not.toContain(code);
  });
});

describe('a machine like another one', () => {
  it('has what its kind has, and of its own what is sent', async () => {
    const parent = await added();
    const original = await added({
      ...{ parentId: parent.id, serialNumber: 'S-1', qrCode: 'Q-1', operationalHours: 7, status: 'shutdown' },
      ...{ customFields: { stops: 6 }, purchaseCost: { amount: '10.00', currency: 'EUR' }, floor: '3' },
      ...{ installationDate: '2019-05-14', warrantyExpiryDate: '2029-05-14' },
    });
    const { body, headers } = await manager
      .post(`/v1/equipment/${original.id}/duplicate`)
      .send({ equipmentNumber: 'COPY-1', serialNumber: 'S-2' })
      .expect(201);
    expect(headers['location']).toBe(`/v1/equipment/${body.id}`);
    const same = ['name', 'model', 'facilityId', 'parentId', 'customFields', 'purchaseCost', 'floor'];
    for (const name of same) expect(body[name]).toEqual(original[name]);
    expect(body).toMatchObject({ equipmentNumber: 'COPY-1', serialNumber: 'S-2', qrCode: null, operationalHours: 0 });
    expect(body).toMatchObject({ status: 'operational', installationDate: null, warrantyExpiryDate: null });
    await manager.post(`/v1/equipment/${original.id}/duplicate`).send({ equipmentNumber: 'copy-1' }).expect(409);
    const other = await (await provisionTestTenant(testApp)).as('admin');
    await other.post(`/v1/equipment/${original.id}/duplicate`).send({ equipmentNumber: 'X' }).expect(404);
  });
});

describe('POST /v1/equipment/bulk-update', () => {
  const update = async (items: object[], query = '') =>
    (await manager.post(`/v1/equipment/bulk-update${query}`).send({ items }).expect(207)).body.items.map(
      ({ status }: { status: number }) => status,
    );
  const read = async (id: string) => (await manager.get(`/v1/equipment/${id}`).expect(200)).body;

  it('changes each machine as if alone, with the version that was seen', async () => {
    const [first, second, gone] = [await added(), await added(), await added()];
    await act(gone.id, 'decommission', 1).expect(200);
    const target = await facility();
    const items = [
      { equipmentId: first.id, version: 1, status: 'maintenance', facilityId: target },
      { equipmentId: second.id, version: 9, status: 'maintenance' },
      { equipmentId: gone.id, version: 2, status: 'operational' },
      { equipmentId: acme.ref.id, version: 1, status: 'operational' },
      { equipmentId: second.id, version: 1, customFields: { stops: 5 } },
    ];
    expect(await update(items)).toEqual([200, 412, 409, 404, 200]);
    expect(await read(first.id)).toMatchObject({ status: 'maintenance', facilityId: target, version: 2 });
    expect(await read(second.id)).toMatchObject({ status: 'operational', customFields: { stops: 5 }, version: 2 });
    const { body } = await manager.get(`/v1/equipment/${first.id}/moves`).expect(200);
    expect(body.data).toHaveLength(1);
  });

  it('is all or nothing when asked', async () => {
    const [first, second] = [await added(), await added()];
    const items = [
      { equipmentId: first.id, version: 1, facilityId: await facility(), status: 'shutdown' },
      { equipmentId: second.id, version: 2, status: 'shutdown' },
    ];
    expect(await update(items, '?atomic=true')).toEqual([424, 412]);
    expect(await read(first.id)).toMatchObject({ facilityId, status: 'operational', version: 1 });
    expect((await manager.get(`/v1/equipment/${first.id}/status-changes`).expect(200)).body.data).toEqual([]);
    const all = [
      { ...items[0] },
      { ...items[1], version: 1, parentId: first.id, facilityId: (items[0] as { facilityId: string }).facilityId },
    ];
    expect(await update(all, '?atomic=true')).toEqual([200, 200]);
    expect(await read(second.id)).toMatchObject({ status: 'shutdown', parentId: first.id });
  });
});

/** Pictures are read as they are, whatever their type. */
function inBytes(response: unknown, done: (error: Error | null, body: Buffer) => void): void {
  const stream = response as NodeJS.ReadableStream;
  const parts: Buffer[] = [];
  stream.on('data', (part: Buffer) => parts.push(part));
  stream.on('end', () => done(null, Buffer.concat(parts)));
}
