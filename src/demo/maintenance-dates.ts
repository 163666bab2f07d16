import { DateTime } from 'luxon';
import type { DemoCalendar } from './demo-calendar.js';
import { atTime } from './demo-calendar.js';
import type { MaintenancePlan } from './demo-tenant.js';

type Frequency = MaintenancePlan['frequency'];

const steps: Readonly<Record<Frequency, { unit: 'days' | 'months'; of: number; words: string }>> = {
  daily: { unit: 'days', of: 1, words: 'day' },
  custom_days: { unit: 'days', of: 1, words: 'day' },
  weekly: { unit: 'days', of: 7, words: 'week' },
  monthly: { unit: 'months', of: 1, words: 'month' },
  quarterly: { unit: 'months', of: 3, words: 'quarter' },
  yearly: { unit: 'months', of: 12, words: 'year' },
};

/** The dates of one machine's schedule: the past ones since its anchor, and the next one. */
export class MaintenanceDates {
  readonly past: readonly DateTime[];
  readonly next: DateTime;

  constructor(
    private readonly plan: MaintenancePlan,
    calendar: DemoCalendar,
    zone: string,
    /** The index of the machine in the plan. */
    index: number,
  ) {
    const [firstIn, apart] = plan.next;
    const day = calendar.today(zone).plus({ days: firstIn + index * apart });
    this.next = plan.on
      ? DateTime.fromISO(`${plan.on}T${plan.time}`, { zone })
      : atTime(this.isByMonth ? withinEveryMonth(day, calendar.today(zone)) : day, plan.time);
    this.past = Array.from({ length: plan.past }, (_, n) => this.before(plan.past - n));
  }

  get anchor(): DateTime {
    return this.past[0] ?? this.next;
  }

  /** When the generation of work orders must look at the schedule. */
  get wakeAt(): DateTime {
    return this.next.minus({ days: this.plan.leadDays });
  }

  get daysApart(): number {
    const { unit, of } = steps[this.plan.frequency];
    return Math.round(this.every * of * (unit === 'days' ? 1 : 365.25 / 12));
  }

  /** The reason in the work order's history. */
  get reason(): string {
    const { words } = steps[this.plan.frequency];
    const step = this.every === 1 ? `every ${words}` : `every ${this.every} ${words}s`;
    return this.plan.basis === 'floating' ? `${step} from completion` : step;
  }

  private before(count: number): DateTime {
    const { unit, of } = steps[this.plan.frequency];
    return this.next.minus({ [unit]: count * of * this.every });
  }

  private get every(): number {
    return this.plan.every ?? 1;
  }

  private get isByMonth(): boolean {
    return steps[this.plan.frequency].unit === 'months';
  }
}

/** Moves a date to a day that all months have, and keeps it on the same side of today. */
function withinEveryMonth(day: DateTime, today: DateTime): DateTime {
  if (day.day <= 28) return day;
  return day > today ? day.plus({ months: 1 }).startOf('month') : day.set({ day: 28 });
}
