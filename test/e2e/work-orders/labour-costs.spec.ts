import fc from 'fast-check';
import { WorkOrderSite } from './work-order-site.js';

let site: WorkOrderSite;

beforeAll(async () => {
  site = await WorkOrderSite.open();
});

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const add = (userId: string, validFrom: string, hourlyRate: object, client = site.manager) =>
  client.post('/v1/labour-rates').send({ userId, validFrom, hourlyRate });
const costsOf = async (id: string, client = site.manager) =>
  (await client.get(`/v1/work-orders/${id}/costs`).expect(200)).body;

/** A visit of the technician that has ended, as if it had taken place at that time. */
async function visited(workOrderId: string, technicianId: string, minutes: number, arrivedAt = new Date()) {
  await site.testApp.database.query(
    `insert into ${site.tenant.ref.schema}.technician_work_logs (task_id, technician_id, work_status, arrival_time, work_time_minutes)
      values ($1, $2, 'completed', $3, $4)`,
    [workOrderId, technicianId, arrivedAt, minutes],
  );
}

describe('what labour costs', () => {
  it('follows from the rate that was in force on the day of the arrival, where the work is', async () => {
    const bob = await site.person('technician');
    const { body: facility } = await site.manager.get(`/v1/facilities/${site.facilityId}`).expect(200);
    const zone = { timezone: 'Pacific/Kiritimati' };
    await site.manager.patch(`/v1/facilities/${site.facilityId}`).set('If-Match', `"${facility.version}"`).send(zone);
    await add(bob.id, '2026-03-01', eur('60.00')).expect(201);
    await add(bob.id, '2026-03-02', eur('90.00')).expect(201);
    const { id } = await site.created({ assigneeId: bob.id });
    // there it is fourteen hours later
    await visited(id, bob.id, 60, new Date('2026-02-28T09:59:00Z'));
    await visited(id, bob.id, 60, new Date('2026-02-28T10:00:00Z'));
    await visited(id, bob.id, 60, new Date('2026-03-01T10:00:00Z'));
    expect(await costsOf(id)).toEqual({
      workOrderId: id,
      labourMinutes: 180,
      labourHours: 3,
      minutesWithoutRate: 60,
      totals: [
        {
          currency: 'EUR',
          labourCost: eur('150.00'),
          partsCost: eur('0.00'),
          otherCost: eur('0.00'),
          totalCost: eur('150.00'),
        },
      ],
    });
  });

  it('never adds different currencies', async () => {
    const [bob, eve] = [await site.person('technician'), await site.person('technician')];
    await add(bob.id, '2020-01-01', { amount: '1000', currency: 'JPY' }).expect(201);
    await add(eve.id, '2020-01-01', eur('0.30')).expect(201);
    const { id } = await site.created();
    for (const [person, minutes] of [
      [bob, 10],
      [bob, 10],
      [eve, 1],
    ] as const)
      await visited(id, person.id, minutes);
    const { totals } = await costsOf(id);
    expect(totals.map(({ totalCost }: { totalCost: object }) => totalCost)).toEqual([
      eur('0.01'),
      { amount: '334.00', currency: 'JPY' },
    ]);
  });

  it('is added to that of the parts that were used', async () => {
    const bob = await site.person('technician');
    await add(bob.id, '2020-01-01', eur('60.00')).expect(201);
    const { id } = await site.created();
    await visited(id, bob.id, 60);
    const price = { unitPrice: eur('7.50') };
    const part = { partNumber: 'CT-1', name: 'Button', currency: 'EUR' };
    const { body } = await site.manager.post('/v1/parts').send(part).expect(201);
    await site.manager
      .post(`/v1/parts/${body.id}/receive`)
      .send({ quantity: 9, ...price })
      .expect(201);
    await site.manager.post(`/v1/work-orders/${id}/parts/use`).send({ partId: body.id, quantity: 2 }).expect(200);
    const totals = [
      {
        currency: 'EUR',
        labourCost: eur('60.00'),
        partsCost: eur('15.00'),
        otherCost: eur('0.00'),
        totalCost: eur('75.00'),
      },
    ];
    expect((await costsOf(id)).totals).toEqual(totals);
  });

  it('is the sum of the visits, each rounded half up, to the cent', async () => {
    const bob = await site.person('technician');
    const visits = fc.array(fc.integer({ min: 0, max: 1_440 }), { minLength: 1, maxLength: 6 });
    let day = 0;
    await fc.assert(
      fc.asyncProperty(visits, fc.integer({ min: 0, max: 99_999 }), async (minutes, cents) => {
        const arrivedAt = new Date(Date.UTC(2021, 0, (day += 2), 12));
        await add(bob.id, arrivedAt.toISOString().slice(0, 10), eur((cents / 100).toFixed(2))).expect(201);
        const { id } = await site.created();
        for (const each of minutes) await visited(id, bob.id, each, arrivedAt);
        const expected = minutes.reduce((sum, each) => sum + Math.floor((each * cents + 30) / 60), 0);
        expect((await costsOf(id)).totals[0].labourCost).toEqual(eur((expected / 100).toFixed(2)));
      }),
      { numRuns: 10 },
    );
  });

  it('is hidden from those who may not see costs; hours are not', async () => {
    const bob = await site.person('technician');
    await add(bob.id, '2020-01-01', eur('60.00')).expect(201);
    const { id } = await site.created({ assigneeId: bob.id });
    await visited(id, bob.id, 90);
    expect(await costsOf(id, bob.client)).toMatchObject({ labourHours: 1.5, totals: null });
    await site.technician.client.get(`/v1/work-orders/${id}/costs`).expect(404);
    await bob.client.get('/v1/labour-rates').expect(403);
  });
});

describe('labour rates', () => {
  it('are one for each user and day, and hold from that day on', async () => {
    const bob = await site.person('technician');
    const { body: rate } = await add(bob.id, dayIn(0), eur('60.00')).expect(201);
    const taken = await add(bob.id, dayIn(0), eur('61.00')).expect(409);
    expect(taken.body).toMatchObject({ code: 'labour_rate.date_taken', existingId: rate.id });
    const { body: next } = await add(bob.id, dayIn(30), eur('70.00')).expect(201);
    const { body: list } = await site.manager.get(`/v1/labour-rates?userId=${bob.id}`).expect(200);
    expect(list.data).toEqual([next, rate]);
    const unknown = await add('01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111', dayIn(0), eur('1.00')).expect(422);
    expect(unknown.body.errors).toMatchObject([{ code: 'labour_rate.unknown_user', pointer: '/userId' }]);
  });

  it('that are changed or deleted change what work has cost, and the audit log tells', async () => {
    const bob = await site.person('technician');
    const { body: rate } = await add(bob.id, '2020-01-01', eur('60.00')).expect(201);
    const { id } = await site.created();
    await visited(id, bob.id, 60);
    const path = `/v1/labour-rates/${rate.id}`;
    await site.manager
      .patch(path)
      .set('If-Match', '"1"')
      .send({ hourlyRate: eur('66.60') })
      .expect(200);
    expect((await costsOf(id)).totals[0].totalCost).toEqual(eur('66.60'));
    await site.manager.delete(path).set('If-Match', '"1"').expect(412);
    await site.manager.delete(path).set('If-Match', '"2"').expect(204);
    expect(await costsOf(id)).toMatchObject({ minutesWithoutRate: 60, totals: [] });
    const entries = await site.query('audit_logs', 'resource_id = $1 order by created_at', rate.id);
    expect(entries.map(({ action }) => action)).toEqual(['create', 'update', 'delete']);
  });
});
