import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { WorkOrderSite } from './work-order-site.js';

/** Where midnight does not exist on 8 March and exists twice on 1 November 2026. */
export const ZONE = 'America/Havana';

const special = [
  '2026-02-01T05:00:00.000Z', // midnight, and the millisecond before
  '2026-02-01T04:59:59.999Z',
  '2026-03-08T05:00:00.000Z', // clocks go from 0:00 to 1:00
  '2026-03-08T04:59:59.999Z',
  '2026-11-01T04:00:00.000Z', // the first midnight of two, and the second
  '2026-11-01T05:00:00.000Z',
  '2026-11-01T03:59:59.999Z',
  '2026-12-01T05:00:00.000Z',
].map((time) => Date.parse(time));

const moment = fc.oneof(
  fc.constantFrom(...special),
  fc.integer({ min: Date.UTC(2025, 11, 15), max: Date.UTC(2027, 0, 15) }),
);
const perhaps = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 3 });
const hundredths = fc.integer({ min: 0, max: 5000 }).map((number) => number / 100);

/** A work order as it lies in the database, in any state that it can get into. */
export const reportedWork = fc
  .record({
    type: fc.constantFrom('maintenance', 'repair', 'inspection', 'installation', 'emergency'),
    status: fc.constantFrom(
      'new',
      'assigned',
      'on_hold',
      'canceled',
      'rejected',
      ...Array<string>(7).fill('completed'),
    ),
    priority: fc.constantFrom('low', 'critical'),
    created: moment,
    due: perhaps(moment),
    hours: fc.integer({ min: 0, max: 400_000_000 }),
    completed: moment,
    estimated: perhaps(hundredths),
    actual: perhaps(hundredths),
    isOwn: fc.boolean(),
    isElsewhere: fc.boolean(),
    isOnMachine: fc.boolean(),
    wasReopened: fc.boolean(),
    hasFollowUp: fc.nat(3).map((n) => n === 0),
    visits: fc.nat(2),
  })
  .map(({ hours, completed, ...work }) => {
    const isDone = work.status === 'completed';
    return {
      ...work,
      id: randomUUID(),
      completed: isDone ? completed : null,
      started: isDone ? completed - hours : null,
    };
  });

export type ReportedWork = typeof reportedWork extends fc.Arbitrary<infer Work> ? Work : never;

/** Instead of what was there. */
export async function fill(site: WorkOrderSite, all: readonly ReportedWork[], elsewhere: string): Promise<void> {
  const rows = all.map((work) => ({
    ...work,
    facility: work.isElsewhere ? elsewhere : site.facilityId,
    equipment: work.isOnMachine && !work.isElsewhere ? site.equipmentId : null,
    assignee: work.isOwn ? site.technician.id : null,
  }));
  const given = `jsonb_to_recordset($1::jsonb) as r (id uuid, facility uuid, equipment uuid, type text, status text, priority text,
    assignee uuid, created float8, due float8, started float8, completed float8, estimated numeric, actual numeric, "wasReopened" boolean,
    "hasFollowUp" boolean, visits int)`;
  const time = (name: string) => `to_timestamp(r.${name} / 1000)`;
  const statements = [
    `insert into S.tasks (id, facility_id, equipment_id, title, task_type, status, priority, assigned_to, created_at, due_date, started_at,
       completed_at, estimated_hours, actual_hours) select id, facility, equipment, 'x', type, status, priority, assignee, ${time('created')},
       ${time('due')}, ${time('started')}, ${time('completed')}, estimated, actual from ${given}`,
    `insert into S.task_history (task_id, action) select id, 'reopened' from ${given} where r."wasReopened"`,
    `insert into S.task_links (task_id, link_type, linked_task_id) select (select id from S.tasks where id <> r.id limit 1), 'follow_up_of', id
       from ${given} where r."hasFollowUp"`,
    `insert into S.technician_work_logs (task_id, technician_id, work_status, arrival_time, departure_time)
       select id, $2, 'completed', now(), now() from ${given}, generate_series(1, r.visits)`,
  ];
  await site.testApp.database.query(`delete from ${site.tenant.ref.schema}.task_links`);
  await site.testApp.database.query(`delete from ${site.tenant.ref.schema}.tasks`);
  for (const statement of statements) {
    const values = [JSON.stringify(rows), ...(statement.includes('$2') ? [site.technician.id] : [])];
    await site.testApp.database.query(statement.replaceAll('S.', `${site.tenant.ref.schema}.`), values);
  }
}

const localDay = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE });

/** The day that a clock there showed. */
export function dayOf(time: number): string {
  return localDay.format(time);
}

/** The days of a year, each with the bucket that it lies in. */
export function daysOf(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = Date.parse(from); day <= Date.parse(to); day += 86_400_000)
    days.push(new Date(day).toISOString().slice(0, 10));
  return days;
}
