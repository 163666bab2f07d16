import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { HttpClient } from '#libs/testing';
import { aMachine } from '../../builders/assets/equipment.builder.js';
import { WorkOrderSite } from './work-order-site.js';

let site: WorkOrderSite;
let machines: string[];
beforeAll(async () => {
  site = await WorkOrderSite.open();
  // so that its days are those of this file
  await site.testApp.database.query(`update ${site.tenant.ref.schema}.facilities set timezone = 'UTC'`);
  const added = ['Lift 3', 'Lift 4'].map(async (name) => {
    const machine = { facilityId: site.facilityId, ...aMachine({ name }), manufacturer: 'Otis', model: 'Gen3' };
    return (await site.manager.post('/v1/equipment').send(machine).expect(201)).body.id as string;
  });
  machines = await Promise.all(added);
});

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const read = async (path: string, client: HttpClient = site.manager) => (await client.get(path).expect(200)).body;

interface Work {
  readonly machine: number;
  readonly type: string;
  readonly status: string;
  readonly due: number | null;
  readonly started: number | null;
  readonly completed: number | null;
}

interface Condition {
  readonly warranty: number | null;
  readonly status: string;
}

const now = Date.now();
const ago = fc.integer({ min: -3 * DAY, max: 400 * DAY }).map((milliseconds) => now - milliseconds);
const work = fc
  .record({
    machine: fc.nat(1),
    type: fc.constantFrom('maintenance', 'repair', 'emergency', 'inspection'),
    status: fc.constantFrom('new', 'in_progress', 'canceled', 'completed', 'completed', 'completed'),
    due: fc.option(ago),
    completed: ago.map((time) => Math.min(time, now - HOUR)),
    hours: fc.integer({ min: 0, max: 30 * 24 }),
  })
  .map(({ hours, completed, ...rest }): Work => {
    const isDone = rest.status === 'completed';
    return { ...rest, completed: isDone ? completed : null, started: isDone ? completed - hours * HOUR : null };
  });
const condition: fc.Arbitrary<Condition> = fc.record({
  warranty: fc.option(fc.integer({ min: -500, max: 20 * 365 })),
  status: fc.constantFrom('operational', 'operational', 'maintenance', 'shutdown'),
});

const dayAgo = (days: number) => new Date(now - days * DAY).toISOString().slice(0, 10);

async function fill(all: readonly Work[], conditions: readonly Condition[]): Promise<void> {
  const { schema } = site.tenant.ref;
  const { database } = site.testApp;
  await database.query(`delete from ${schema}.tasks`);
  const rows = all.map((one) => ({ ...one, id: randomUUID(), equipment: machines[one.machine] }));
  await database.query(
    `insert into ${schema}.tasks (id, facility_id, equipment_id, title, task_type, status, due_date, started_at, completed_at)
       select id, $2, equipment, 'x', type, status, to_timestamp(due / 1000), to_timestamp(started / 1000), to_timestamp(completed / 1000)
       from jsonb_to_recordset($1::jsonb) as r (id uuid, equipment uuid, type text, status text, due float8, started float8, completed float8)`,
    [JSON.stringify(rows), site.facilityId],
  );
  for (const [index, { warranty, status }] of conditions.entries())
    await database.query(
      `update ${schema}.equipment set warranty_expiry_date = $2, status = $3, commissioning_date = $4 where id = $1`,
      [machines[index], warranty === null ? null : dayAgo(warranty), status, dayAgo(index * 600 + 100)],
    );
}

const isFailure = ({ type, completed }: Work) => (type === 'repair' || type === 'emergency') && completed !== null;

function expectedLosses(all: readonly Work[], { warranty, status }: Condition): number[] {
  const isOverdue = ({ type, status: state, due }: Work) =>
    type === 'maintenance' && ['new', 'in_progress'].includes(state) && due !== null && due < now;
  const recent = all.filter((one) => isFailure(one) && one.completed! >= now - 180 * DAY);
  const byStatus: Record<string, number> = { operational: 0, maintenance: 5, shutdown: 20 };
  return [
    Math.min(40, 10 * all.filter(isOverdue).length),
    Math.min(40, 8 * recent.length),
    warranty !== null && warranty > 0 ? Math.min(15, 5 + fullYears(dayAgo(warranty))) : 0,
    byStatus[status]!,
  ];
}

function fullYears(day: string): number {
  const today = new Date(now).toISOString().slice(0, 10);
  return Number(today.slice(0, 4)) - Number(day.slice(0, 4)) - (today.slice(5) < day.slice(5) ? 1 : 0);
}

/** Of the last 365 days, minute by minute of whole hours: works by marking each hour. */
function expectedReliability(all: readonly Work[], serviceFrom: number, from: number, until: number) {
  const since = Math.max(from, serviceFrom);
  const failures = all.filter((one) => isFailure(one) && one.completed! >= since && one.completed! < until);
  const edges = failures.flatMap(({ started, completed }) => [started!, completed!]).concat(since, until);
  const cuts = [...new Set(edges)].sort((a, b) => a - b);
  const down = cuts.slice(1).reduce((sum, end, index) => {
    const start = cuts[index]!;
    const isDown = failures.some(({ started, completed }) => started! <= start && end <= completed!);
    return sum + (isDown && start >= since && end <= until ? end - start : 0);
  }, 0);
  const repairing = failures.reduce((sum, { started, completed }) => sum + completed! - started!, 0);
  const inService = until - since;
  const per = (milliseconds: number) =>
    failures.length === 0 ? null : expect.closeTo(milliseconds / HOUR / failures.length, 1);
  return {
    machines: 1,
    failures: failures.length,
    inServiceHours: expect.closeTo(inService / HOUR, 0),
    downtimeHours: expect.closeTo(down / HOUR, 1),
    mtbfHours: failures.length === 0 ? null : expect.closeTo((inService - down) / HOUR / failures.length, 0),
    mttrHours: per(repairing),
    availabilityRatio: expect.closeTo((inService - down) / inService, 3),
  };
}

it('health and reliability are those of a plain count', async () => {
  const from = dayAgo(365);
  await fc.assert(
    fc.asyncProperty(fc.array(work, { maxLength: 14 }), fc.tuple(condition, condition), async (all, conditions) => {
      await fill(all, conditions);
      const scores = await Promise.all(
        machines.map(async (id, index) => {
          const { score, parts } = await read(`/v1/equipment/${id}/health`);
          const lost = expectedLosses(
            all.filter(({ machine }) => machine === index),
            conditions[index]!,
          );
          expect(parts.map(({ pointsLost }: { pointsLost: number }) => pointsLost)).toEqual(lost);
          expect(score).toBe(Math.max(0, 100 - lost.reduce((sum, points) => sum + points, 0)));
          return score as number;
        }),
      );
      const summary = await read(`/v1/facilities/${site.facilityId}/summary`);
      expect(summary.lowHealth).toBe(scores.filter((score) => score < 50).length);

      const { series, total } = await read(`/v1/reports/reliability-by-equipment?from=${from}`);
      for (const [index, id] of machines.entries()) {
        const its = series.find((row: { id: string }) => row.id === id);
        const service = Date.parse(dayAgo(index * 600 + 100));
        const own = all.filter(({ machine }) => machine === index);
        expect(its).toMatchObject(expectedReliability(own, service, Date.parse(from), Date.now()));
      }
      const byModel = await read(`/v1/reports/reliability-by-model?from=${from}`);
      const model = byModel.series.find(({ name }: { name: string }) => name === 'Otis Gen3');
      expect(model).toMatchObject({ machines: 2, failures: total.failures });
      const byFacility = await read(`/v1/reports/reliability-by-facility?from=${from}`);
      expect(byFacility.series).toMatchObject([{ id: site.facilityId, machines: 3, failures: total.failures }]);
    }),
    { numRuns: 12 },
  );
});

it('a machine without failures has no mean time between them, a decommissioned one no score', async () => {
  await fill(
    [],
    [
      { warranty: null, status: 'operational' },
      { warranty: null, status: 'decommissioned' },
    ],
  );
  const [running, gone] = machines;
  expect(await read(`/v1/equipment/${running}/health`)).toMatchObject({ score: 100 });
  expect(await read(`/v1/equipment/${gone}/health`)).toMatchObject({ score: null });
  const answer = await read(`/v1/reports/reliability-by-equipment?equipmentId=${running}`);
  const nothing = { failures: 0, downtimeHours: 0, mtbfHours: null, mttrHours: null, availabilityRatio: 1 };
  expect(answer.total).toMatchObject({ machines: 1, ...nothing });
  const none = await read(`/v1/reports/reliability-by-equipment?equipmentId=${gone}`);
  expect([none.series, none.total.availabilityRatio]).toEqual([[], null]);
});

it('is for those who see all work, at the facilities that they see', async () => {
  const { client } = site.technician;
  await client.get(`/v1/equipment/${machines[0]}/health`).expect(403);
  await client.get('/v1/reports/reliability-by-model').expect(403);
  await site.linkToFacility(site.technician.id);
  expect((await read(`/v1/facilities/${site.facilityId}/summary`, client)).lowHealth).toBeNull();
});
