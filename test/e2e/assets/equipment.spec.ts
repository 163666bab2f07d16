import { IdentityFacade } from '#contexts/identity';
import { TenancyFacade } from '#contexts/tenancy';
import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';
import { aMachine } from '../../builders/assets/equipment.builder.js';
import { aFacility } from '../../builders/assets/facility.builder.js';

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

const facility = async (client = manager): Promise<string> =>
  (await client.post('/v1/facilities').send(aFacility()).expect(201)).body.id;
const post = (body: object, client = manager) =>
  client.post('/v1/equipment').send({ facilityId, ...aMachine(), ...body });
const added = async (body: object = {}, client = manager) => (await post(body, client).expect(201)).body;
const patch = (id: string, version: number, body: object) =>
  manager.patch(`/v1/equipment/${id}`).set('If-Match', `"${version}"`).send(body);
const act = (id: string, verb: string, version: number) =>
  manager.post(`/v1/equipment/${id}/${verb}`).set('If-Match', `"${version}"`);

describe('POST /v1/equipment', () => {
  it('stores every field of a machine', async () => {
    const said = {
      serialNumber: 'GEN2-0034',
      capacity: '630 kg',
      installationDate: '2019-05-14',
      nextMaintenanceDate: '2026-12-31T13:20:00.000Z',
      purchaseCost: { amount: '48500.00', currency: 'EUR' },
      customFields: { doorType: 'telescopic', stops: 6 },
      status: 'shutdown',
    };
    const response = await post(said).expect(201);
    expect(response.body).toMatchObject({
      ...said,
      operationalHours: 0,
      annualMaintenanceCost: null,
    });
    expect(response.headers).toMatchObject({
      location: `/v1/equipment/${response.body.id}`,
      etag: expect.stringMatching(/^"1-/),
    });
    expect((await manager.get(`/v1/equipment/${response.body.id}`).expect(200)).body).toEqual(response.body);
  });

  it('shows custom fields in the audit log as they are, but for what is named like a secret', async () => {
    const { id } = await added({ customFields: { stops: 6, gatewayPassword: 'lift-7', panel: 'left' } });
    await patch(id, 1, { customFields: { stops: 8, gatewayPassword: 'lift-8' } }).expect(200);
    const admin = await acme.as('admin');
    const { body } = await admin.get(`/v1/audit-logs?resourceId=${id}`).expect(200);
    const changes = body.data.map(({ changes: { before, after } }: { changes: Record<string, object> }) => [
      before,
      after,
    ]);
    const redacted = { gatewayPassword: '[redacted]' };
    expect(changes).toMatchObject([
      [{ customFields: { stops: 6, ...redacted } }, { customFields: { stops: 8, ...redacted } }],
      [{}, { customFields: { stops: 6, panel: 'left', ...redacted } }],
    ]);
  });

  it('names every wrong field in one answer', async () => {
    const wrong = {
      name: null,
      equipmentNumber: undefined,
      installationDate: '2019-02-30',
      status: 'decommissioned',
      facilityId: 'x',
    };
    const { body } = await post(wrong).expect(422);
    const pointers = body.errors.map(({ pointer }: { pointer: string }) => pointer).sort();
    expect(pointers).toEqual(['/equipmentNumber', '/facilityId', '/installationDate', '/name', '/status']);
  });

  it('names a wrong place beside wrong costs, also when it is changed', async () => {
    const costs = {
      purchaseCost: { amount: '1.00', currency: 'EUR' },
      annualMaintenanceCost: { amount: '1.00', currency: 'USD' },
    };
    const wrong = { facilityId: acme.ref.id, buildingId: acme.ref.id, ...costs };
    const faults = ['/annualMaintenanceCost/currency', '/buildingId', '/facilityId'];
    const pointers = ({ body }: { body: { errors: { pointer: string }[] } }) =>
      body.errors.map(({ pointer }) => pointer).sort();
    expect(pointers(await post(wrong).expect(422))).toEqual(faults);
    const { id } = await added();
    expect(pointers(await patch(id, 1, wrong).expect(422))).toEqual(faults);
    expect((await manager.get(`/v1/equipment/${id}`)).body).toMatchObject({ facilityId, version: 1 });
  });

  it('refuses a number that is taken, a foreign building and costs in two currencies', async () => {
    const { id, equipmentNumber } = await added();
    const taken = await post({ equipmentNumber }).expect(409);
    expect(taken.body).toMatchObject({ code: 'equipment.number_taken', existingId: id });
    const elsewhere = await manager.post(`/v1/facilities/${await facility()}/buildings`).send({ name: 'N' });
    const misplaced = await post({ buildingId: elsewhere.body.id }).expect(422);
    expect(misplaced.body).toMatchObject({ code: 'building.unknown', errors: [{ pointer: '/buildingId' }] });
    const purchaseCost = { amount: '1.00', currency: 'EUR' };
    const mixed = await post({ purchaseCost, annualMaintenanceCost: { amount: '1.00', currency: 'USD' } }).expect(422);
    expect(mixed.body.errors).toMatchObject([{ pointer: '/annualMaintenanceCost/currency' }]);
  });
});

describe('the limit of the plan', () => {
  const limits = { users: 9, storage_bytes: 0, api_calls: null };

  it('is held exactly, also by many at once; decommissioned machines do not count', async () => {
    const tenant = await provisionTestTenant(testApp);
    const client = await tenant.as('admin');
    const at = await facility(client);
    const plan = { planSlug: 'small', limits: { ...limits, equipment: 3 }, features: [] };
    await tenant.run(() => testApp.get(TenancyFacade).setEntitlements(tenant.ref, plan));
    const answers = await Promise.all(Array.from({ length: 8 }, () => post({ facilityId: at }, client)));
    const made = answers.filter(({ status }) => status === 201).map(({ body }) => body.id as string);
    expect([made.length, answers.filter(({ status }) => status === 402).length]).toEqual([3, 5]);
    const refused = answers.find(({ status }) => status === 402)!.body;
    expect(refused).toMatchObject({ code: 'plan.limit_reached', limit: 'equipment', used: 3, allowed: 3 });
    await client.post(`/v1/equipment/${made[0]}/decommission`).set('If-Match', '"1"').expect(200);
    await client.delete(`/v1/equipment/${made[1]}`).set('If-Match', '"1"').expect(204);
    await added({ facilityId: at }, client);
    await added({ facilityId: at }, client);
    await client.post(`/v1/equipment/${made[0]}/recommission`).set('If-Match', '"2"').expect(402);
  });

  it('is not touched by a machine that is refused for another reason', async () => {
    const tenant = await provisionTestTenant(testApp);
    const client = await tenant.as('admin');
    const at = await facility(client);
    const { equipmentNumber } = await added({ facilityId: at }, client);
    await post({ facilityId: at, equipmentNumber }, client).expect(409);
    const [counter] = await testApp.database.query(
      `select used from ${tenant.ref.schema}.usage_counters where name = 'equipment'`,
    );
    expect(Number(counter!['used'])).toBe(1);
  });
});

describe('PATCH /v1/equipment/{id}', () => {
  it('keeps what is absent, clears what is null, and one cost without the other', async () => {
    const euros = { amount: '10.00', currency: 'EUR' };
    const { id } = await added({ model: 'Gen2', purchaseCost: euros, annualMaintenanceCost: euros });
    const { body } = await patch(id, 1, { model: null, purchaseCost: null, floor: '3' }).expect(200);
    expect(body).toMatchObject({
      model: null,
      purchaseCost: null,
      annualMaintenanceCost: euros,
      floor: '3',
      version: 2,
    });
    await patch(id, 2, { purchaseCost: { amount: '1.00', currency: 'USD' } }).expect(422);
    await patch(id, 2, { equipmentNumber: null }).expect(422);
    await patch(id, 1, { floor: '4' }).expect(412);
  });

  it('moves a machine, out of its building unless another one is named', async () => {
    const building = (await manager.post(`/v1/facilities/${facilityId}/buildings`).send({ name: 'N' }).expect(201)).body
      .id;
    const { id } = await added({ buildingId: building });
    const target = await facility();
    const { body } = await patch(id, 1, { facilityId: target }).expect(200);
    expect(body).toMatchObject({ facilityId: target, buildingId: null });
    await patch(id, 2, { buildingId: building }).expect(422);
    await patch(id, 2, { facilityId, buildingId: building }).expect(200);
  });

  it('changes the state as its table allows', async () => {
    const { id } = await added();
    for (const [version, status] of ['shutdown', 'maintenance', 'operational'].entries()) {
      expect((await patch(id, version + 1, { status }).expect(200)).body.status).toBe(status);
    }
    await act(id, 'recommission', 4).expect(409);
    const gone = await act(id, 'decommission', 4).expect(200);
    expect(gone.body).toMatchObject({ status: 'decommissioned', version: 5 });
    const { body } = await patch(id, 5, { status: 'operational' }).expect(409);
    expect(body).toMatchObject({ code: 'equipment.invalid_transition', status: 409, currentStatus: 'decommissioned' });
    expect((await act(id, 'recommission', 5).expect(200)).body.status).toBe('operational');
  });
});

it('is deleted only when nothing refers to it', async () => {
  const { id: equipmentId } = await added();
  await manager.post('/v1/work-orders').send({ title: 'Oil', equipmentId }).expect(201);
  const { body } = await manager.delete(`/v1/equipment/${equipmentId}`).set('If-Match', '"1"').expect(409);
  expect(body).toMatchObject({ code: 'equipment.in_use', references: { workOrders: 1 } });
});

describe('GET /v1/equipment', () => {
  let tenant: TestTenant;
  let client: HttpClient;
  const at: string[] = [];

  beforeAll(async () => {
    tenant = await provisionTestTenant(testApp);
    client = await tenant.as('manager');
    at.push(await facility(client), await facility(client));
    const rows = [
      { name: 'Lift A', facilityId: at[0], serialNumber: 'GEN2-0034', nextMaintenanceDate: '2026-12-02T00:00:00Z' },
      { name: 'Lift B', facilityId: at[0], manufacturer: 'Kone', status: 'shutdown', warrantyExpiryDate: '2027-01-31' },
      {
        name: 'Pump C',
        facilityId: at[1],
        equipmentType: 'pump',
        description: 'Drains the cellars',
        nextMaintenanceDate: '2026-12-01T00:00:00Z',
      },
    ];
    for (const row of rows) await added(row, client);
  });

  const names = async (query: string) =>
    (await client.get(`/v1/equipment?${query}`).expect(200)).body.data.map(({ name }: { name: string }) => name);

  it.each([
    ['', ['Lift A', 'Lift B', 'Pump C']],
    ['status=shutdown,maintenance', ['Lift B']],
    ['type=pump', ['Pump C']],
    ['manufacturer=Kone', ['Lift B']],
    ['nextMaintenanceBefore=2026-12-02T00:00:00Z', ['Pump C']],
    ['nextMaintenanceAfter=2026-12-02T00:00:00Z', ['Lift A']],
    ['warrantyExpiresBefore=2027-02-01', ['Lift B']],
    ['sort=nextMaintenanceDate', ['Pump C', 'Lift A', 'Lift B']],
    ['sort=-nextMaintenanceDate', ['Lift B', 'Lift A', 'Pump C']],
    ['sort=-name&limit=2', ['Pump C', 'Lift B']],
    ['q=gen2-0034', ['Lift A']],
    ['q=0034', ['Lift A']],
    ['q=gen20034', ['Lift A']],
    ['q=cellar', ['Pump C']],
    ['q=lift -kone', ['Lift A']],
    ["q=' or 1=1 --", []],
  ])('?%s', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  it('narrows by place', async () => {
    expect(await names(`facilityId=${at[1]}`)).toEqual(['Pump C']);
    expect(await names(`buildingId=${at[1]}`)).toEqual([]);
  });

  it.each(['status=gone', 'sort=serialNumber', 'expand=owner', 'type=lift&type=lift', 'limit=0', 'facilityId=7'])(
    'refuses ?%s',
    async (query) => {
      await client.get(`/v1/equipment?${query}`).expect(400);
    },
  );

  it('pages through what sorts by a time that some do not have, without losing or doubling', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await client.get(`/v1/equipment?limit=1&sort=nextMaintenanceDate${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.body.data.map(({ name }: { name: string }) => name));
      cursor = page.body.nextCursor;
    }
    expect(seen).toEqual(['Pump C', 'Lift A', 'Lift B']);
  });

  it('expands the place when requested, and only then', async () => {
    const [plain] = (await client.get('/v1/equipment?limit=1').expect(200)).body.data;
    expect(Object.keys(plain)).not.toContain('facility');
    const [full] = (await client.get('/v1/equipment?limit=1&expand=facility,building').expect(200)).body.data;
    expect(full).toEqual({
      ...plain,
      building: null,
      facility: expect.objectContaining({ id: at[0], timezone: 'Europe/Berlin' }),
    });
    const { body } = await client.get(`/v1/equipment/${plain.id}?expand=building,facility`).expect(200);
    expect(body).toEqual(full);
  });

  it('shows a technician all machines and a customer those of the linked facilities', async () => {
    expect((await (await tenant.as('technician')).get('/v1/equipment').expect(200)).body.data).toHaveLength(3);
    const user = await tenant.addUser('customer');
    await tenant.run(() => testApp.get(IdentityFacade).linkToFacility(user.id, at[1]!));
    const customer = await tenant.signIn(user);
    const { body } = await customer.get('/v1/equipment?include=total').expect(200);
    expect(body).toMatchObject({ total: 1, data: [{ name: 'Pump C' }] });
    const hidden = (await client.get('/v1/equipment?q=gen2')).body.data[0].id;
    await customer.get(`/v1/equipment/${hidden}`).expect(404);
  });
});

it('answers an unchanged machine with 304', async () => {
  const { id } = await added();
  const { headers } = await manager.get(`/v1/equipment/${id}`).expect(200);
  const { text } = await manager.get(`/v1/equipment/${id}`).set('If-None-Match', headers['etag']!).expect(304);
  expect(text).toBe('');
  await manager.get(`/v1/equipment/${id}`).set('If-None-Match', '"2"').expect(200);
});
