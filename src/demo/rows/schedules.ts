import type { DemoDataset } from '../demo-dataset.js';
import { latest } from '../demo-calendar.js';
import { isOpen, outcomeOf } from '../job.js';
import type { PastDate, PlannedMachine } from '../planned-orders.js';

/** Schedules with their past occurrences. */
export function addSchedules(dataset: DemoDataset, planned: readonly PlannedMachine[]): void {
  for (const whole of planned) {
    addSchedule(dataset, whole);
    whole.past.forEach((date, n) => addOccurrence(dataset, whole, date, n));
  }
}

function addSchedule(dataset: DemoDataset, planned: PlannedMachine): void {
  const { key, plan, machine, zone, dates, past, person, team } = planned;
  const begun = dates.anchor.minus({ days: plan.leadDays + 14 }).toJSDate();
  const createdAt = plan.on ? dataset.since : latest(dataset.since, begun);
  dataset.rows.add('maintenance_schedules', {
    id: dataset.id('schedule', key),
    equipment_id: dataset.id('equipment', machine),
    schedule_name: `${plan.name}, ${dataset.numberOf(machine)}`,
    description: plan.description,
    frequency_type: plan.frequency,
    frequency_value: plan.every ?? 1,
    first_occurrence_local: dates.anchor.toFormat("yyyy-MM-dd'T'HH:mm:ss"),
    timezone: zone,
    recurrence_basis: plan.basis ?? 'fixed',
    lead_days: plan.leadDays,
    catch_up: plan.catchUp ?? 'latest',
    overlap: 'skip',
    last_run_date: past.findLast(({ job }) => job)?.at,
    next_run_date: dates.next.toJSDate(),
    task_title: plan.name,
    task_description: plan.description,
    task_priority: plan.priority ?? 'medium',
    estimated_hours: plan.hours,
    default_assigned_to: dataset.userId(person),
    default_assigned_team: team ? dataset.id('team', team) : null,
    created_by: dataset.userId(dataset.somebody('manager')),
    created_at: createdAt,
    ...(plan.paused ? paused(dataset, plan.paused) : activeState(planned, createdAt)),
  });
}

function activeState({ dates, past }: PlannedMachine, createdAt: Date) {
  // while a work order is open the next one is not made early
  const wakeAt = hasOpenOrder(past) ? dates.next : dates.wakeAt;
  return { wake_at: wakeAt.toJSDate(), version: 1, updated_at: createdAt };
}

function paused(dataset: DemoDataset, pause_reason: string) {
  const at = dataset.calendar.hoursAgo(70);
  const paused_by = dataset.userId(dataset.somebody('manager'));
  return { wake_at: null, paused_at: at, paused_by, pause_reason, version: 2, updated_at: at };
}

function hasOpenOrder(past: readonly PastDate[]): boolean {
  return past.some(({ job }) => job && isOpen(outcomeOf(job, null).status));
}

function addOccurrence(
  dataset: DemoDataset,
  { key, plan, machine, dates }: PlannedMachine,
  date: PastDate,
  n: number,
): void {
  const made = { status: 'generated', task_id: date.job && dataset.id('order', date.job.key), reason: dates.reason };
  const missed = { status: 'missed', reason: `passed during a pause; catch-up is "${plan.catchUp ?? 'latest'}"` };
  dataset.rows.add('maintenance_occurrences', {
    id: dataset.id('occurrence', `${key}/${n}`),
    schedule_id: dataset.id('schedule', key),
    equipment_id: dataset.id('equipment', machine),
    occurrence_at: date.at,
    ...(date.job ? made : missed),
    created_at: date.createdAt,
  });
}
