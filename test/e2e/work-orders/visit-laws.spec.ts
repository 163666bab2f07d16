import fc from 'fast-check';
import type { HttpClient } from '#libs/testing';
import { WorkOrderSite } from './work-order-site.js';

/** Every moment between now and some hours ago is entered with this reason. */
const reason = 'No reception';
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

let site: WorkOrderSite;
let people: { id: string; client: HttpClient }[];
let workOrders: string[];

beforeAll(async () => {
  site = await WorkOrderSite.open();
  people = await Promise.all([site.person('technician'), site.person('technician')]);
});

async function beginAnew(): Promise<void> {
  const { schema } = site.tenant.ref;
  await site.testApp.database.query(`delete from ${schema}.technician_work_logs`);
  workOrders = await Promise.all([1, 2].map(async () => (await site.created()).id as string));
  await Promise.all(workOrders.map((id) => site.through(id, ['start'])));
}

const doings = [
  ...Array(4).fill('arrive'),
  ...Array(3).fill('depart'),
  ...Array(3).fill('correct'),
  'complete',
  'reopen',
];
const steps = fc.record({
  does: fc.constantFrom(...(doings as string[])),
  person: fc.nat(1),
  order: fc.nat(1),
  minutes: fc.option(fc.integer({ min: 6, max: 600 }), { nil: undefined, freq: 2 }),
  flag: fc.boolean(),
});

interface Step {
  readonly does: string;
  readonly person: number;
  readonly order: number;
  readonly minutes: number | undefined;
  readonly flag: boolean;
}

const versionOf = async (path: string) => (await site.manager.get(path)).body.version as number;
const latest = async (query: string) => (await site.manager.get(`/v1/work-logs?limit=1&${query}`)).body.data[0];

/** The status of the answer; undefined where there is nothing to do it with. */
const acts: Readonly<Record<string, (step: Step) => Promise<number | undefined>>> = {
  async arrive({ person, order, minutes: ago, flag }) {
    const arrivedAt = ago === undefined ? {} : { arrivedAt: minutesAgo(ago), reason };
    const body = { technicianId: people[person]!.id, closeOpen: flag, ...arrivedAt };
    return (await site.manager.post(`/v1/work-orders/${workOrders[order]}/work-logs`).send(body)).status;
  },
  async depart({ person, minutes: ago, flag }) {
    const log = await latest(`open=true&technicianId=${people[person]!.id}`);
    if (!log) return undefined;
    const body = { breakMinutes: flag ? 7 : 0, ...(ago !== undefined && { departedAt: minutesAgo(ago), reason }) };
    const path = `/v1/work-logs/${log.id}/depart`;
    return (await site.manager.post(path).set('If-Match', `"${log.version}"`).send(body)).status;
  },
  async correct({ order, minutes: ago = 30, flag }) {
    const log = await latest(`workOrderId=${workOrders[order]}`);
    if (!log) return undefined;
    const times = flag ? { arrivedAt: minutesAgo(ago) } : log.departedAt && { departedAt: minutesAgo(ago) };
    const body = { ...times, breakMinutes: ago % 4, reason };
    return (await site.manager.patch(`/v1/work-logs/${log.id}`).set('If-Match', `"${log.version}"`).send(body)).status;
  },
  async complete({ order, flag }) {
    const body = { workPerformed: 'Oiled', ...(flag && { actualHours: 3.25 }) };
    const id = workOrders[order]!;
    return (await site.act(id, 'complete', await versionOf(`/v1/work-orders/${id}`), body)).status;
  },
  async reopen({ order }) {
    const id = workOrders[order]!;
    return (await site.act(id, 'reopen', await versionOf(`/v1/work-orders/${id}`), { reason })).status;
  },
};

/** Names of the laws that rows break. */
const broken = (schema: string) => `
  select 'two open visits' as law from ${schema}.technician_work_logs where work_status <> 'completed' group by technician_id having count(*) > 1
  union all select 'overlap' from ${schema}.technician_work_logs a join ${schema}.technician_work_logs b on a.technician_id = b.technician_id
    and a.id < b.id and a.arrival_time < coalesce(b.departure_time, 'infinity') and b.arrival_time < coalesce(a.departure_time, 'infinity')
  union all select 'minutes' from ${schema}.technician_work_logs where work_status = 'completed' and work_time_minutes is distinct from
    greatest(0, floor(extract(epoch from departure_time - arrival_time) / 60)::int - lunch_break_minutes)
  union all select 'length' from ${schema}.technician_work_logs where departure_time - arrival_time > interval '1 day' or arrival_time > now() + interval '1 second'
    or departure_time > now() + interval '1 second'
  union all select 'open visit to closed work' from ${schema}.technician_work_logs w join ${schema}.tasks t on t.id = w.task_id
    where w.work_status <> 'completed' and t.status = 'completed'
  union all select 'hours' from ${schema}.tasks t where t.id = any($1) and t.status = 'completed' and not t.actual_hours_given and t.actual_hours is distinct from
    (select round(sum(w.work_time_minutes) / 60.0, 2) from ${schema}.technician_work_logs w where w.task_id = t.id)
  union all select 'hours of open work' from ${schema}.tasks t where t.status <> 'completed' and t.actual_hours is not null`;

async function expectLaws(): Promise<void> {
  expect(await site.testApp.database.query(broken(site.tenant.ref.schema), [workOrders])).toEqual([]);
}

/** What is refused is refused with a reason: nothing fails. */
const isAnswer = (status: number | undefined) => status === undefined || [200, 201, 409, 412, 422].includes(status);

describe('visits, whatever is done in whatever order', () => {
  it('are one at a time for each technician, never overlap, and add up to the hours of the work', async () => {
    const property = fc.asyncProperty(fc.array(steps, { minLength: 6, maxLength: 16 }), async (sequence) => {
      await beginAnew();
      for (const step of sequence) {
        const status = await acts[step.does]!(step);
        expect([step, status, isAnswer(status)]).toEqual([step, status, true]);
        await expectLaws();
      }
    });
    await fc.assert(property, { numRuns: 12 });
  }, 120_000);

  it('hold to that when everything happens at once', async () => {
    const property = fc.asyncProperty(fc.array(steps, { minLength: 8, maxLength: 12 }), async (crowd) => {
      await beginAnew();
      for (const part of [crowd.slice(0, 4), crowd.slice(4)]) {
        const statuses = await Promise.all(part.map((step) => acts[step.does]!(step)));
        expect(statuses.filter((status) => !isAnswer(status))).toEqual([]);
        await expectLaws();
      }
    });
    await fc.assert(property, { numRuns: 12 });
  }, 120_000);
});
