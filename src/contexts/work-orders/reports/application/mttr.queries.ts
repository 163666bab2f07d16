import { sql } from 'kysely';
import { isFailure } from '../../orders/application/failure.js';
import { meanHours, sumOf } from '../domain/figures.js';
import { completedAt, count, totalOf, workOrderSums } from './report-query.js';
import { barsOf } from './report-chart.js';
import { reportOverTime } from './report.js';

const query = workOrderSums({
  time: completedAt,
  of: sql<boolean>`(${isFailure} and t.started_at is not null)`,
  sums: { repairs: count, seconds: totalOf(sql`extract(epoch from t.completed_at - t.started_at)`) },
});

export const mttr = reportOverTime({
  name: 'mttr',
  title: 'Mean time to repair',
  definition:
    'Of the repair and emergency work orders completed in the period, the mean of the hours from their start to their completion; what was reopened counts with its last completion. mttrHours is null when none was completed.',
  query,
  figures: (sums) => {
    const repairs = sumOf(sums, 'repairs');
    return { repairs, mttrHours: meanHours(sumOf(sums, 'seconds'), repairs) };
  },
  chart: { unit: 'Hours', series: barsOf({ mttrHours: 'Mean time to repair' }) },
});
