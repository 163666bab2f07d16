import { sql } from 'kysely';
import { openWork } from '../../orders/application/open-work.js';
import type { TimeZone } from '../../maintenance/domain/time-zone.js';
import { hoursOfHundredths, sumOf } from '../domain/figures.js';
import { beginningOf, dayText, LAST_MOMENT, todayIn } from '../domain/report-period.js';
import { count, countOf, totalOf, workOrderSums } from './report-query.js';
import { barsOf } from './report-chart.js';
import type { Report } from './report.js';

/** Days since that of the creation, both included. */
export interface Age {
  readonly minDays: number;
  readonly maxDays: number | null;
}

const ages: readonly Age[] = [
  { minDays: 90, maxDays: null },
  { minDays: 30, maxDays: 89 },
  { minDays: 7, maxDays: 29 },
  { minDays: 0, maxDays: 6 },
];

const backlogQuery = workOrderSums({
  time: sql`t.created_at`,
  of: openWork,
  sums: {
    workOrders: count,
    overdue: countOf(sql`t.due_date < now()`),
    withoutEstimate: countOf(sql`t.estimated_hours is null`),
    hours: totalOf(sql`t.estimated_hours * 100`),
  },
});

interface Sums {
  readonly workOrders: number;
  readonly overdue: number;
  readonly withoutEstimate: number;
  readonly hours: number;
}

const figures = (sums: readonly Sums[]) => {
  const [workOrders, withoutEstimate] = [sumOf(sums, 'workOrders'), sumOf(sums, 'withoutEstimate')];
  const isUnknown = workOrders > 0 && withoutEstimate === workOrders;
  const estimatedHours = isUnknown ? null : hoursOfHundredths(sumOf(sums, 'hours'));
  return { workOrders, overdue: sumOf(sums, 'overdue'), withoutEstimate, estimatedHours };
};

export const backlog: Report<object, Age, { asOf: string }, Sums, ReturnType<typeof figures>> = {
  name: 'backlog',
  title: 'Backlog',
  definition:
    'Work orders that are open now, by the days since that of their creation. estimatedHours adds up the estimates; it leaves out those without one, which withoutEstimate counts, and is null when no open work order has an estimate.',
  scale: (_asked: object, zone: TimeZone, now: Date) => {
    const newest = ages.slice(0, -1).map(({ minDays }) => beginningOf(todayIn(zone, now) - minDays + 1, zone));
    return {
      bounds: [new Date(0), ...newest, LAST_MOMENT],
      places: ages,
      said: { asOf: dayText(todayIn(zone, now)) },
    };
  },
  query: backlogQuery,
  figures,
  chart: { unit: 'Work orders', series: barsOf({ workOrders: 'Open', overdue: 'Overdue' }) },
  labelOf: ({ minDays, maxDays }) => (maxDays === null ? `${minDays} days and more` : `${minDays}–${maxDays} days`),
};
