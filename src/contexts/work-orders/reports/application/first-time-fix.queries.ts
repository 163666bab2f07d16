import { sql } from 'kysely';
import { isFailure } from '../../orders/application/failure.js';
import { tableOf } from '../../orders/application/table-of.js';
import { ratioOf, sumOf } from '../domain/figures.js';
import { completedAt, count, countOf, workOrderSums } from './report-query.js';
import { barsOf } from './report-chart.js';
import { reportOverTime } from './report.js';

const wasReopened = sql`exists (select from ${tableOf('task_history')} as h
  where h.task_id = t.id and h.action = 'reopened')`;
const hasFollowUp = sql`exists (select from ${tableOf('task_links')} as k
  where k.linked_task_id = t.id and k.link_type = 'follow_up_of')`;
const hadSecondVisit = sql`exists (select from ${tableOf('technician_work_logs')} as w where w.task_id = t.id offset 1)`;

const query = workOrderSums({
  time: completedAt,
  of: isFailure,
  sums: { completed: count, fixed: countOf(sql`not (${wasReopened} or ${hasFollowUp} or ${hadSecondVisit})`) },
});

export const firstTimeFix = reportOverTime({
  name: 'first-time-fix',
  title: 'First-time fix',
  definition:
    'Of the repair and emergency work orders completed in the period, those that took one go: never reopened, at most one visit recorded, and no follow-up made of what was left. firstTimeFixRatio = fixedFirstTime ÷ completed; null when none was completed.',
  query,
  figures: (sums) => {
    const [completed, fixedFirstTime] = [sumOf(sums, 'completed'), sumOf(sums, 'fixed')];
    return { completed, fixedFirstTime, firstTimeFixRatio: ratioOf(fixedFirstTime, completed) };
  },
  chart: { unit: 'Fixed first time', isRatio: true, series: barsOf({ firstTimeFixRatio: 'First-time fix' }) },
});
