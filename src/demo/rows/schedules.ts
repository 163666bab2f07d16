import type { DemoBook } from '../demo-book.js';
import { latest } from '../demo-calendar.js';
import { isOpen, outcomeOf } from '../job.js';
import type { PastDate, PlannedMachine } from '../planned-orders.js';

/** Schedules with the ledger of their past dates. */
export function addSchedules(book: DemoBook, planned: readonly PlannedMachine[]): void {
  for (const whole of planned) {
    addSchedule(book, whole);
    whole.past.forEach((date, n) => addOccurrence(book, whole, date, n));
  }
}

function addSchedule(book: DemoBook, planned: PlannedMachine): void {
  const { key, plan, machine, zone, dates, past, person, team } = planned;
  const begun = dates.anchor.minus({ days: plan.leadDays + 14 }).toJSDate();
  const createdAt = plan.on ? book.since : latest(book.since, begun);
  book.rows.add('maintenance_schedules', {
    id: book.id('schedule', key),
    equipment_id: book.id('equipment', machine),
    schedule_name: `${plan.name}, ${book.numberOf(machine)}`,
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
    default_assigned_to: book.userId(person),
    default_assigned_team: team ? book.id('team', team) : null,
    created_by: book.userId(book.somebody('manager')),
    created_at: createdAt,
    ...(plan.paused ? paused(book, plan.paused) : awake(planned, createdAt)),
  });
}

function awake({ dates, past }: PlannedMachine, createdAt: Date) {
  // while a work order is open the next one is not made ahead of its time
  const wakeAt = hasOpenOrder(past) ? dates.next : dates.wakeAt;
  return { wake_at: wakeAt.toJSDate(), version: 1, updated_at: createdAt };
}

function paused(book: DemoBook, pause_reason: string) {
  const at = book.calendar.hoursAgo(70);
  const paused_by = book.userId(book.somebody('manager'));
  return { wake_at: null, paused_at: at, paused_by, pause_reason, version: 2, updated_at: at };
}

function hasOpenOrder(past: readonly PastDate[]): boolean {
  return past.some(({ job }) => job && isOpen(outcomeOf(job, null).status));
}

function addOccurrence(book: DemoBook, { key, plan, machine, dates }: PlannedMachine, date: PastDate, n: number): void {
  const made = { status: 'generated', task_id: date.job && book.id('order', date.job.key), reason: dates.reason };
  const missed = { status: 'missed', reason: `passed during a pause; catch-up is "${plan.catchUp ?? 'latest'}"` };
  book.rows.add('maintenance_occurrences', {
    id: book.id('occurrence', `${key}/${n}`),
    schedule_id: book.id('schedule', key),
    equipment_id: book.id('equipment', machine),
    occurrence_at: date.at,
    ...(date.job ? made : missed),
    created_at: date.createdAt,
  });
}
