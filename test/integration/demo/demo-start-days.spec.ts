import { Recurrence } from '../../../src/contexts/work-orders/maintenance/domain/recurrence.js';
import { northlift } from '../../../src/demo/data/northlift/index.js';
import { stMarien } from '../../../src/demo/data/st-marien/index.js';
import { DemoDataset } from '../../../src/demo/demo-dataset.js';
import { DemoCalendar } from '../../../src/demo/demo-calendar.js';
import type { DemoTenant } from '../../../src/demo/demo-tenant.js';
import { addAllRows } from '../../../src/demo/add-all-rows.js';

// midnight in some of the zones, changes of the clocks, ends of months, a leap day, a year's turn
const starts = [
  '2026-11-23T08:00:00Z',
  '2026-12-31T22:30:00Z',
  '2027-01-01T00:00:00Z',
  '2027-01-29T12:00:00Z',
  '2027-01-31T23:59:59Z',
  '2027-03-01T05:00:00Z',
  '2027-03-27T23:30:00Z',
  '2027-03-28T01:30:00Z',
  '2027-05-31T21:00:00Z',
  '2027-10-30T22:15:00Z',
  '2027-10-31T00:30:00Z',
  '2028-02-29T10:00:00Z',
];

function filled(tenant: DemoTenant, start: string): DemoDataset {
  const dataset = new DemoDataset(tenant, new DemoCalendar(new Date(start)));
  addAllRows(dataset, new Map());
  return dataset;
}

describe.each(starts)('a demo that starts at %s', (start) => {
  const books = [northlift, stMarien].map((tenant) => filled(tenant, start));
  const now = new Date(start);

  it('contains no history in the future', () => {
    for (const { rows } of books) {
      const times = [
        ...rows.of('tasks').flatMap((row) => [row.created_at, row.started_at, row.completed_at, row.updated_at]),
        ...rows.of('task_history').map((row) => row.created_at),
        ...rows.of('task_comments').map((row) => row.created_at),
        ...rows.of('technician_work_logs').flatMap((row) => [row.arrival_time, row.departure_time]),
        ...rows.of('service_requests').flatMap((row) => [row.created_at, row.reviewed_at]),
        ...rows.of('inventory_transactions').map((row) => row.created_at),
        ...rows.of('notifications').flatMap((row) => [row.created_at, row.read_at]),
      ];
      expect(times.filter((time) => time instanceof Date && time > now)).toEqual([]);
    }
  });

  it('lets what happens to a work order happen in order', () => {
    for (const { rows } of books) {
      const history = Map.groupBy(rows.of('task_history'), (line) => line.task_id);
      for (const lines of history.values()) {
        const times = lines.map((line) => (line.created_at as Date).getTime());
        expect(times).toEqual(times.toSorted((a, b) => a - b));
      }
    }
  });

  it('has dates that follow from the rules of the schedules, and some that are due', () => {
    for (const { rows } of books) {
      const past = Map.groupBy(rows.of('maintenance_occurrences'), (row) => row.schedule_id);
      for (const schedule of rows.of('maintenance_schedules')) {
        const dates = [...(past.get(schedule.id) ?? []).map((row) => row.occurrence_at), schedule.next_run_date];
        const rule = {
          frequencyType: schedule.frequency_type as 'daily',
          frequencyValue: schedule.frequency_value as number,
          firstOccurrenceAt: schedule.first_occurrence_local as string,
          timezone: schedule.timezone as string,
        };
        const expected = Recurrence.of(rule).upcoming(-Infinity, dates.length);
        expect(dates.map((date) => (date as Date).getTime())).toEqual(expected.map(({ at }) => at));
      }
      const due = rows.of('maintenance_schedules').filter((row) => row.wake_at instanceof Date && row.wake_at <= now);
      expect(due.length).toBeGreaterThanOrEqual(8);
    }
  });

  it('has the same ids and the same number of rows as on any other day', () => {
    const reference = [northlift, stMarien].map((tenant) => filled(tenant, starts[0]!));
    const tables = ['tasks', 'equipment', 'technician_work_logs', 'inventory_transactions'] as const;
    // rows stand in the order of their times, which differs from day to day
    const idsOf = ({ rows }: DemoDataset, table: (typeof tables)[number]) =>
      rows
        .of(table)
        .map(({ id }) => id)
        .sort();
    books.forEach((book, index) => {
      for (const table of tables) expect(idsOf(book, table)).toEqual(idsOf(reference[index]!, table));
    });
  });
});
