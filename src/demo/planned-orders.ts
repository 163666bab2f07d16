import type { DemoBook } from './demo-book.js';
import { later } from './demo-calendar.js';
import { chance } from './demo-id.js';
import type { MaintenancePlan } from './demo-tenant.js';
import type { Job, Step, Visit } from './job.js';
import { MaintenanceDates } from './maintenance-dates.js';

/** A date of a schedule that has passed, with the work order that was made for it. */
export interface PastDate {
  readonly at: Date;
  readonly createdAt: Date;
  /** Absent where the date was missed. */
  readonly job?: Job;
}

export interface PlannedMachine {
  readonly key: string;
  readonly plan: MaintenancePlan;
  readonly machine: string;
  readonly zone: string;
  readonly dates: MaintenanceDates;
  readonly past: readonly PastDate[];
  /** Does the work of the coming dates. */
  readonly person?: string;
  readonly team?: string;
}

/** One schedule for each machine of each plan, with the work that it has brought so far. */
export function plannedMachines(book: DemoBook): PlannedMachine[] {
  return book.tenant.plans.flatMap((plan) =>
    plan.machines.map((machine, index) => planned(book, plan, machine, index)),
  );
}

function planned(book: DemoBook, plan: MaintenancePlan, machine: string, index: number): PlannedMachine {
  const site = book.siteOf(machine);
  const dates = new MaintenanceDates(plan, book.calendar, site.timezone, index);
  const workers = plan.team ? { team: plan.team } : { person: plan.person ?? site.technician };
  const whole = { key: `${plan.key}/${machine}`, plan, machine, zone: site.timezone, dates, ...workers };
  const isOpen = (n: number): boolean => !!plan.lastIsOpen && index === 0 && n === plan.past - 1;
  return { ...whole, past: dates.past.map((_, n) => pastDate(book, whole, n, isOpen(n))) };
}

type Whole = Omit<PlannedMachine, 'past'>;

function pastDate(book: DemoBook, whole: Whole, n: number, isOpen: boolean): PastDate {
  const { plan, dates } = whole;
  const date = dates.past[n]!;
  const at = date.toJSDate();
  if (n === plan.missed) return { at, createdAt: later(at, { days: 1 }) };
  const createdAt = date.minus({ days: plan.leadDays }).toJSDate();
  return { at, createdAt, job: madeOf(book, whole, n, { at, createdAt, isOpen }) };
}

interface Made {
  readonly at: Date;
  readonly createdAt: Date;
  readonly isOpen: boolean;
}

function madeOf(book: DemoBook, whole: Whole, n: number, { at, createdAt, isOpen }: Made): Job {
  const { plan, machine, person, team } = whole;
  const key = `${whole.key}/${n}`;
  const worker = person ?? book.team(team!).members[n % book.team(team!).members.length]!;
  const visit = isOpen ? null : visitOf(book, whole, n, { key, worker });
  const steps: Step[] = [{ does: 'assign', at: createdAt, by: null }];
  if (visit)
    steps.push({ does: 'start', at: visit.from, by: worker }, { does: 'complete', at: visit.until, by: worker });
  return {
    ...{ key, machine, person, team, steps, schedule: whole.key, createdAt },
    ...{ type: 'maintenance', priority: plan.priority ?? 'medium', title: plan.name, description: plan.description },
    createdBy: null,
    createdNote: whole.dates.reason,
    dueAt: at,
    estimatedHours: plan.hours,
    visits: visit ? [visit] : [],
    report: visit ? plan.reports[(n + machine.length) % plan.reports.length] : undefined,
    parts: {},
    returned: {},
    comments: [],
  };
}

/** Mostly in time, some a little late; never so late that it reaches the next date, or today. */
function visitOf(book: DemoBook, { plan, dates }: Whole, n: number, { key, worker }: { key: string; worker: string }) {
  const date = dates.past[n]!;
  const minutes = Math.round(plan.hours * 60 * (chance(`${key} effort`, 80, 130) / 100));
  const onTime = date.minus({ minutes: minutes + chance(`${key} spare`, 5, 50) });
  const isLate = plan.basis !== 'floating' && dates.daysApart >= 28 && chance(`${key} late`, 1, 10) <= 2;
  const late = onTime.plus({ days: chance(`${key} days`, 1, 3) });
  const from = isLate && late.toJSDate() < book.calendar.hoursAgo(24) ? late : onTime;
  return { by: worker, from: from.toJSDate(), until: from.plus({ minutes }).toJSDate() } satisfies Visit;
}
