import { sql } from 'kysely';
import { isFailure } from '../../orders/application/failure.js';
import { hoursOfHundredths, ratioOf, sumOf } from '../domain/figures.js';
import { completedAt, count, countOf, totalOf, workOrderSums } from './report-query.js';
import { barsOf } from './report-chart.js';
import { reportOverTime } from './report.js';

const hundredths = sql`t.actual_hours * 100`;

const query = workOrderSums({
  time: completedAt,
  sums: {
    completed: count,
    unplanned: countOf(isFailure),
    hours: totalOf(hundredths),
    unplannedHours: totalOf(sql`case when ${isFailure} then ${hundredths} end`),
  },
});

export const plannedRatio = reportOverTime({
  name: 'planned-ratio',
  title: 'Planned work',
  definition:
    'Of the work orders completed in the period, the planned ones: those of type maintenance, inspection or installation; repairs and emergencies are unplanned. plannedRatio = planned ÷ completed, plannedHoursRatio the same of actual hours, of the work orders that have them; null when there is nothing to divide by.',
  query,
  figures: (sums) => {
    const [completed, hours] = [sumOf(sums, 'completed'), sumOf(sums, 'hours')];
    const planned = completed - sumOf(sums, 'unplanned');
    const plannedHours = hours - sumOf(sums, 'unplannedHours');
    return {
      completed,
      planned,
      plannedRatio: ratioOf(planned, completed),
      actualHours: hoursOfHundredths(hours),
      plannedHours: hoursOfHundredths(plannedHours),
      plannedHoursRatio: ratioOf(plannedHours, hours),
    };
  },
  chart: {
    unit: 'Planned',
    isRatio: true,
    series: barsOf({ plannedRatio: 'By number', plannedHoursRatio: 'By hours' }),
  },
});
