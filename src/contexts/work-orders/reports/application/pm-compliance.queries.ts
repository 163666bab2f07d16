import { sql } from 'kysely';
import { ratioOf, sumOf } from '../domain/figures.js';
import { count, countOf, workOrderSums } from './report-query.js';
import { barsOf } from './report-chart.js';
import { reportOverTime } from './report.js';

/** The same expression as in the index of lists by due time. */
const dueAt = sql`coalesce(t.due_date, 'infinity'::timestamptz)`;

const query = workOrderSums({
  time: dueAt,
  of: sql<boolean>`(t.task_type = 'maintenance' and t.status not in ('canceled', 'rejected') and ${dueAt} <= now())`,
  sums: {
    due: count,
    onTime: countOf(sql`t.completed_at <= t.due_date`),
    late: countOf(sql`t.completed_at > t.due_date`),
  },
});

export const pmCompliance = reportOverTime({
  name: 'pm-compliance',
  title: 'PM compliance',
  definition:
    'Of the work orders of type maintenance whose due time lies in the period and has passed, those completed by their due time. Canceled and rejected ones are not counted. complianceRatio = completedOnTime ÷ due; null when none was due.',
  query,
  figures: (sums) => {
    const [due, completedOnTime, completedLate] = [sumOf(sums, 'due'), sumOf(sums, 'onTime'), sumOf(sums, 'late')];
    const notCompleted = due - completedOnTime - completedLate;
    return { due, completedOnTime, completedLate, notCompleted, complianceRatio: ratioOf(completedOnTime, due) };
  },
  chart: { unit: 'Completed by their due time', isRatio: true, series: barsOf({ complianceRatio: 'Compliance' }) },
});
