import { sql, type Kysely } from 'kysely';
import { equals, anyOf } from '#libs/database';
import { concernedUser, concerns } from '../../requests/application/service-request-reach.js';
import { meanHours, ratioOf, sumOf } from '../domain/figures.js';
import { count, countOf, placedSums, totalOf, type Rows } from './report-query.js';
import { barsOf } from './report-chart.js';
import { reportOverTime } from './report.js';
import type { ReportTables } from './report.tables.js';

// The frame reads its rows as tasks; no column of them is named but in the conditions below.
const requests = ((db: Kysely<ReportTables>) => db.selectFrom('service_requests as r')) as unknown as Rows;

const filters = {
  concerns,
  facilityId: equals('r.facility_id'),
  equipmentId: equals('r.equipment_id'),
  priority: anyOf('r.priority'),
};

const answeredWithin = (hours: number) =>
  countOf(sql`r.reviewed_at <= r.created_at + make_interval(hours => ${sql.lit(hours)})`);

const query = placedSums(requests, filters, {
  time: sql`r.created_at`,
  sums: {
    requests: count,
    answered: countOf(sql`r.reviewed_at is not null`),
    within1: answeredWithin(1),
    within4: answeredWithin(4),
    within24: answeredWithin(24),
    within72: answeredWithin(72),
    seconds: totalOf(sql`extract(epoch from r.reviewed_at - r.created_at)`),
  },
});

export const responseTimes = reportOverTime({
  name: 'response-times',
  title: 'Response times of service requests',
  definition:
    'Of the service requests made in the period, how long it took until they were approved or rejected. meanResponseHours is the mean of those that were answered, null when none was; answeredWithin24Ratio = answered within 24 hours ÷ all requests, null when none was made.',
  concernedUser,
  query,
  figures: (sums) => {
    const [all, answered, within24] = [sumOf(sums, 'requests'), sumOf(sums, 'answered'), sumOf(sums, 'within24')];
    return {
      requests: all,
      answered,
      answeredWithin1Hour: sumOf(sums, 'within1'),
      answeredWithin4Hours: sumOf(sums, 'within4'),
      answeredWithin24Hours: within24,
      answeredWithin72Hours: sumOf(sums, 'within72'),
      meanResponseHours: meanHours(sumOf(sums, 'seconds'), answered),
      answeredWithin24Ratio: ratioOf(within24, all),
    };
  },
  chart: { unit: 'Hours until the answer', series: barsOf({ meanResponseHours: 'Mean' }) },
});
