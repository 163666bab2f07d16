import type { DemoDataset } from './demo-dataset.js';
import { later } from './demo-calendar.js';
import { chance } from './demo-id.js';
import type { MaintenancePlan } from './demo-tenant.js';
import type { Job, Step, Visit } from './job.js';
import { MaintenanceDates } from './maintenance-dates.js';

/** A past date of a schedule, with its work order. */
export interface PastDate {
  readonly at: Date;
  readonly createdAt: Date;
  /** Absent when the date was missed. */
  readonly job?: Job;
}

export interface PlannedMachine {
  readonly key: string;
  readonly plan: MaintenancePlan;
  readonly machine: string;
  readonly zone: string;
  readonly dates: MaintenanceDates;
  readonly past: readonly PastDate[];
  /** The assignee of future work orders. */
  readonly person?: string;
  readonly team?: string;
}

/** One schedule for each machine of each plan, with its past work orders. */
export function plannedMachines(dataset: DemoDataset): PlannedMachine[] {
  return dataset.tenant.plans.flatMap((plan) =>
    plan.machines.map((machine, index) => planned(dataset, plan, machine, index)),
  );
}

function planned(dataset: DemoDataset, plan: MaintenancePlan, machine: string, index: number): PlannedMachine {
  const site = dataset.siteOf(machine);
  const dates = new MaintenanceDates(plan, dataset.calendar, site.timezone, index);
  const workers = plan.team ? { team: plan.team } : { person: plan.person ?? site.technician };
  const whole = { key: `${plan.key}/${machine}`, plan, machine, zone: site.timezone, dates, ...workers };
  const isOpen = (n: number): boolean => !!plan.lastIsOpen && index === 0 && n === plan.past - 1;
  return { ...whole, past: dates.past.map((_, n) => pastDate(dataset, whole, n, isOpen(n))) };
}

type Whole = Omit<PlannedMachine, 'past'>;

function pastDate(dataset: DemoDataset, whole: Whole, n: number, isOpen: boolean): PastDate {
  const { plan, dates } = whole;
  const date = dates.past[n]!;
  const at = date.toJSDate();
  if (n === plan.missed) return { at, createdAt: later(at, { days: 1 }) };
  const createdAt = date.minus({ days: plan.leadDays }).toJSDate();
  return { at, createdAt, job: madeOf(dataset, whole, n, { at, createdAt, isOpen }) };
}

interface Made {
  readonly at: Date;
  readonly createdAt: Date;
  readonly isOpen: boolean;
}

function madeOf(dataset: DemoDataset, whole: Whole, n: number, { at, createdAt, isOpen }: Made): Job {
  const { plan, machine, person, team } = whole;
  const key = `${whole.key}/${n}`;
  const worker = person ?? dataset.team(team!).members[n % dataset.team(team!).members.length]!;
  const visit = isOpen ? null : visitOf(dataset, whole, n, { key, worker });
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

/** Most visits are in time and some a little late, but always before the next date and before today. */
function visitOf(
  dataset: DemoDataset,
  { plan, dates }: Whole,
  n: number,
  { key, worker }: { key: string; worker: string },
) {
  const date = dates.past[n]!;
  const minutes = Math.round(plan.hours * 60 * (chance(`${key} effort`, 80, 130) / 100));
  const onTime = date.minus({ minutes: minutes + chance(`${key} spare`, 5, 50) });
  const isLate = plan.basis !== 'floating' && dates.daysApart >= 28 && chance(`${key} late`, 1, 10) <= 2;
  const late = onTime.plus({ days: chance(`${key} days`, 1, 3) });
  const from = isLate && late.toJSDate() < dataset.calendar.hoursAgo(24) ? late : onTime;
  return { by: worker, from: from.toJSDate(), until: from.plus({ minutes }).toJSDate() } satisfies Visit;
}
