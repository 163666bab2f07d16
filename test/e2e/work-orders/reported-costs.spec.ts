import type { HttpClient } from '#libs/testing';
import { aMachine } from '../../builders/assets/equipment.builder.js';
import { aPart } from '../../builders/inventory/part.builder.js';
import { WorkOrderSite } from './work-order-site.js';

let site: WorkOrderSite;
beforeAll(async () => {
  site = await WorkOrderSite.open();
});

interface Money {
  readonly amount: string;
  readonly currency: string;
}
interface Costs {
  readonly currency: string;
  readonly labourCost: Money;
  readonly partsCost: Money;
  readonly otherCost: Money;
  readonly totalCost: Money;
}
interface Place {
  readonly id: string;
  readonly name: string;
  readonly workOrders: number;
  readonly totals: Costs[] | null;
}

const read = async (path: string, client: HttpClient = site.manager) =>
  (await client.get(`/v1/reports/${path}`).expect(200)).body;
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function visited(workOrderId: string, technicianId: string, minutes: number, arrivedAt = new Date()) {
  await site.testApp.database.query(
    `insert into ${site.tenant.ref.schema}.technician_work_logs (task_id, technician_id, work_status, arrival_time, work_time_minutes,
       travel_time_minutes) values ($1, $2, 'completed', $3, $4, 15)`,
    [workOrderId, technicianId, arrivedAt, minutes],
  );
}

const parts = ['labourCost', 'partsCost', 'otherCost', 'totalCost'] as const;

/** The costs of work orders one by one, added up. */
function added(all: Costs[][]): Costs[] {
  const byCurrency = Map.groupBy(all.flat(), ({ currency }) => currency);
  return [...byCurrency.keys()].sort().map((currency) => {
    const sumOf = (part: (typeof parts)[number]) => {
      const cents = byCurrency
        .get(currency)!
        .reduce((sum, costs) => sum + Math.round(Number(costs[part].amount) * 100), 0);
      return { amount: (cents / 100).toFixed(2), currency };
    };
    const [labourCost, partsCost, otherCost, totalCost] = parts.map(sumOf);
    return { currency, labourCost, partsCost, otherCost, totalCost } as Costs;
  });
}

describe('costs of completed work', () => {
  it('are those of its work orders, by month, facility and machine, in each currency', async () => {
    const [bob, eve, ada] = await Promise.all(
      ['technician', 'technician', 'technician'].map((role) => site.person(role)),
    );
    const rate = (userId: string, validFrom: string, amount: string, currency: string) =>
      site.manager.post('/v1/labour-rates').send({ userId, validFrom, hourlyRate: { amount, currency } }).expect(201);
    await rate(bob!.id, '2020-01-01', '61.37', 'EUR');
    await rate(bob!.id, day(-1), '75.11', 'EUR');
    await rate(eve!.id, '2020-01-01', '4567', 'JPY');
    const machine = { facilityId: site.facilityId, ...aMachine({ name: 'Lift 3' }) };
    const second = (await site.manager.post('/v1/equipment').send(machine).expect(201)).body.id as string;
    const part = (await site.manager.post('/v1/parts').send(aPart()).expect(201)).body.id as string;
    const unitPrice = { amount: '3.33', currency: 'USD' };
    await site.manager.post(`/v1/parts/${part}/receive`).send({ quantity: 100, unitPrice }).expect(201);

    const works = await Promise.all(
      [site.equipmentId, second, second, null].map((equipmentId) =>
        site.created(equipmentId ? { equipmentId } : { equipmentId, facilityId: site.facilityId }),
      ),
    );
    for (const [index, { id }] of works.entries()) {
      await visited(id, bob!.id, 17 + index);
      await visited(id, bob!.id, 41, new Date(Date.now() - 5 * 86_400_000));
      await visited(id, eve!.id, 7 * index);
      await visited(id, ada!.id, 10);
      await site.manager
        .post(`/v1/work-orders/${id}/parts/use`)
        .send({ partId: part, quantity: 3 + index })
        .expect(200);
      await site.manager.post(`/v1/work-orders/${id}/parts/return`).send({ partId: part, quantity: 1 }).expect(200);
      const line = { kind: 'travel', description: 'x', cost: { amount: `${index}.05`, currency: 'EUR' } };
      await site.manager.post(`/v1/work-orders/${id}/cost-lines`).send(line).expect(201);
      if (index < 3) await site.through(id, ['start'], ['complete', { workPerformed: 'x' }]);
    }
    const each = await Promise.all(
      works.map(
        async ({ id }) => (await site.manager.get(`/v1/work-orders/${id}/costs`).expect(200)).body.totals as Costs[],
      ),
    );
    const done = each.slice(0, 3);

    const byMonth = await read(`costs?facilityId=${site.facilityId}`);
    const expected = { workOrders: 3, minutesWithoutRate: 30, totals: added(done) };
    expect(byMonth.total).toEqual(expected);
    expect(byMonth.total.totals.map(({ currency }: Costs) => currency)).toEqual(['EUR', 'JPY', 'USD']);
    expect(byMonth.series.at(-1)).toMatchObject(expected);
    expect(byMonth.series[0]).toMatchObject({ workOrders: 0, totals: [] });

    const byFacility = await read('costs-by-facility');
    expect(byFacility.series).toMatchObject([{ id: site.facilityId, ...expected }]);
    const byMachine = await read('costs-by-equipment');
    expect(byMachine.total).toEqual(expected);
    expect(byMachine.series.map(({ id, name, workOrders, totals }: Place) => [id, name, workOrders, totals])).toEqual([
      [second, 'Lift 3', 2, added(done.slice(1))],
      [site.equipmentId, 'Lift 2', 1, added(done.slice(0, 1))],
    ]);
    expect(await read('costs?type=inspection')).toMatchObject({ total: { workOrders: 0, totals: [] } });

    const csv = (await site.manager.get('/v1/reports/costs-by-equipment?format=csv').expect(200)).text.split('\r\n');
    expect(csv[0]).toBe(
      '"id","name","workOrders","minutesWithoutRate","currency","labourCost","partsCost","otherCost","totalCost"',
    );
    expect(csv.filter((line) => line.includes('"Lift 3"'))).toHaveLength(3);

    for (const path of ['costs-by-facility', 'costs-by-equipment', 'costs/chart.svg'])
      await site.technician.client.get(`/v1/reports/${path}`).expect(403);
    expect((await read('costs', site.technician.client)).total).toEqual({
      workOrders: 0,
      minutesWithoutRate: 0,
      totals: null,
    });
  });
});

describe('the load of technicians', () => {
  it('is their hours on site out of those of the working days, and the open work of each', async () => {
    const facilityId = await site.facility();
    const [bob, eve] = [await site.person('technician'), await site.person('technician')];
    const teamId = await site.team(eve.id);
    const place = { equipmentId: null, facilityId };
    const waiting = await site.created({ ...place, assigneeId: bob.id, estimatedHours: 2.25 });
    await site.created({ ...place, assigneeId: bob.id });
    // a Friday and the Monday after it
    await visited(waiting.id, bob.id, 60, new Date('2026-01-02T10:00:00Z'));
    await visited(waiting.id, eve.id, 90, new Date('2026-01-05T23:59:59Z'));
    await visited(waiting.id, eve.id, 600, new Date('2026-01-06T00:00:00Z'));
    const path = `technician-load?facilityId=${facilityId}&from=2026-01-02&to=2026-01-05&hoursPerDay=7.5`;
    const answer = await read(path);
    expect(answer).toMatchObject({ workingDays: 2, availableHours: 15 });
    const ofBob = { visits: 1, workedHours: 1, travelHours: 0.25, utilisation: 0.0667, openWorkOrders: 2 };
    const ofEve = { visits: 1, workedHours: 1.5, travelHours: 0.25, utilisation: 0.1, openWorkOrders: 0 };
    expect(answer.series).toMatchObject([
      { technicianId: eve.id, technicians: 1, openEstimatedHours: 0, ...ofEve },
      { technicianId: bob.id, technicians: 1, openEstimatedHours: 2.25, ...ofBob },
    ]);
    expect(answer.total).toEqual({
      technicians: 2,
      visits: 2,
      workedHours: 2.5,
      travelHours: 0.5,
      utilisation: 0.0833,
      openWorkOrders: 2,
      openEstimatedHours: 2.25,
    });
    const idsIn = async (query: string, client?: HttpClient) =>
      (await read(`${path}${query}`, client)).series.map(({ technicianId }: { technicianId: string }) => technicianId);
    expect(await idsIn(`&teamId=${teamId}`)).toEqual([eve.id]);
    expect(await idsIn(`&assigneeId=${bob.id}`)).toEqual([bob.id]);
    expect(await idsIn('', eve.client)).toEqual([eve.id]);
    const weekend = await read(`technician-load?facilityId=${facilityId}&from=2026-01-03&to=2026-01-04`);
    expect(weekend.total).toMatchObject({ technicians: 1, visits: 0, utilisation: null });
  });
});

describe('response times of service requests', () => {
  it('tell how many were answered within which time, of those that one sees', async () => {
    const { schema } = site.tenant.ref;
    const ada = await site.person('technician');
    // minutes until the answer
    const minutes = [30, 60, 61, 240, 1440, 1441, 5000, null];
    await site.testApp.database.query(
      `insert into ${schema}.service_requests (request_number, title, description, facility_id, created_at, reviewed_at, requested_by)
         select 'SR-2026-' || n, 'x', 'x', $1, '2026-02-28T23:59:59Z', timestamptz '2026-02-28T23:59:59Z' + m * interval '1 minute',
           case when n = 1 then $3::uuid end
         from unnest($2::float8[]) with ordinality as r (m, n)`,
      [site.facilityId, minutes, ada.id],
    );
    const answer = await read('response-times?from=2026-02-01&to=2026-03-31');
    const answered = minutes.filter((each) => each !== null);
    const mean = answered.reduce((sum, each) => sum + each, 0) / answered.length / 60;
    expect(answer.series).toMatchObject([{ requests: 8 }, { requests: 0, meanResponseHours: null }]);
    expect(answer.total).toEqual({
      requests: 8,
      answered: 7,
      answeredWithin1Hour: 2,
      answeredWithin4Hours: 4,
      answeredWithin24Hours: 5,
      answeredWithin72Hours: 6,
      meanResponseHours: Number(mean.toFixed(2)),
      answeredWithin24Ratio: 0.625,
    });
    const own = await read('response-times?from=2026-02-01&to=2026-03-31', ada.client);
    expect(own.total).toMatchObject({ requests: 1, answeredWithin1Hour: 1, answeredWithin24Ratio: 1 });
  });
});
