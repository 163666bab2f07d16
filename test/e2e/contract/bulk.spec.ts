import { createTestApp, provisionTestTenant, type HttpClient, type TestApp, type TestTenant } from '#libs/testing';

let testApp: TestApp;
let acme: TestTenant;
let admin: HttpClient;

beforeAll(async () => {
  testApp = await createTestApp();
  acme = await provisionTestTenant(testApp);
  admin = await acme.as('admin');
});

const facilities = async () => (await admin.get('/v1/facilities?include=total').expect(200)).body.total;
const bulk = (items: unknown, query = '') => admin.post(`/v1/facilities/bulk${query}`).send({ items });
const statuses = (body: { items: { status: number }[] }) => body.items.map(({ status }) => status);

describe('bulk requests', () => {
  it('answer 207 with what each item would have been answered alone', async () => {
    const before = await facilities();
    const items = [
      { name: 'One', facilityCode: 'B-1' },
      { name: '', colour: 'red' },
      { name: 'Two', facilityCode: 'B-1' },
      null,
      { name: 'Three' },
    ];
    const { body } = await bulk(items).expect(207);
    expect(statuses(body)).toEqual([201, 400, 409, 422, 201]);
    expect(body.items[0]).toEqual({ index: 0, id: expect.any(String), status: 201, problem: null });
    expect(body.items[1].problem).toMatchObject({ code: 'request.unknown_field', status: 400 });
    expect(body.items[2].problem).toMatchObject({ code: 'facility.code_taken', existingId: body.items[0].id });
    expect(await facilities()).toBe(before + 2);
    await admin.get(`/v1/facilities/${body.items[4].id}`).expect(200);
  });

  it('do all or nothing when requested', async () => {
    const before = await facilities();
    const failed = await bulk(
      [{ name: 'A' }, { name: 'B', timezone: 'Mars/Base' }, { name: 'C' }],
      '?atomic=true',
    ).expect(207);
    expect(statuses(failed.body)).toEqual([424, 422, 424]);
    expect(failed.body.items.map(({ id }: { id: unknown }) => id)).toEqual([null, null, null]);
    expect(await facilities()).toBe(before);
    const done = await bulk([{ name: 'A' }, { name: 'B' }], '?atomic=true').expect(207);
    expect(statuses(done.body)).toEqual([201, 201]);
    expect(await facilities()).toBe(before + 2);
    const audits = await testApp.database.query(
      `select from ${acme.ref.schema}.audit_logs where resource_id = any($1)`,
      [done.body.items.map(({ id }: { id: string }) => id)],
    );
    expect(audits).toHaveLength(2);
  });

  it('undo what a duplicate within an atomic request wrote before it', async () => {
    const before = await facilities();
    const { body } = await bulk(
      [
        { name: 'A', facilityCode: 'B-9' },
        { name: 'B', facilityCode: 'B-9' },
      ],
      '?atomic=true',
    ).expect(207);
    expect(statuses(body)).toEqual([424, 409]);
    expect(await facilities()).toBe(before);
  });

  it.each([[[]], [Array.from({ length: 101 }, () => ({ name: 'x' }))], ['x'], [undefined]])(
    'refuse a list that is none, empty or too long',
    async (items) => {
      const { body } = await bulk(items).expect(422);
      expect(body.errors).toMatchObject([{ pointer: '/items' }]);
    },
  );

  it('create work orders and schedules too', async () => {
    const facilityId = (await bulk([{ name: 'Plant' }]).expect(207)).body.items[0].id;
    const machines = await admin
      .post('/v1/equipment/bulk')
      .send({ items: [{ facilityId, equipmentNumber: 'M-1', name: 'Pump' }] })
      .expect(207);
    const equipmentId = machines.body.items[0].id;
    const orders = await admin
      .post('/v1/work-orders/bulk')
      .send({ items: [{ title: 'Look', equipmentId }, { title: 'Look' }] })
      .expect(207);
    expect(statuses(orders.body)).toEqual([201, 422]);
    const rule = { scheduleName: 'Round', frequencyType: 'weekly', firstOccurrenceAt: '2099-01-01T00:00:00' };
    const schedules = await admin
      .post('/v1/maintenance-schedules/bulk?atomic=true')
      .send({ items: [{ equipmentId, ...rule }] })
      .expect(207);
    expect(statuses(schedules.body)).toEqual([201]);
  });
});
