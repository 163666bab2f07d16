import { sql, type Compilable, type Kysely, type RawBuilder } from 'kysely';
import { perExpansion, tenantQuery, type Condition, type Params, type Query } from '#libs/database';
import { workOrderFilters } from '../../orders/application/work-order.queries.js';
import type { Placed, ReportFilters, ReportValues } from './report.js';
import type { ReportTables } from './report.tables.js';

const names = ['concerns', 'facilityId', 'equipmentId', 'teamId', 'assigneeId', 'type', 'priority'] as const;
type Filter = (typeof names)[number] & ('concerns' | keyof ReportFilters);
export type ReportConditions = Partial<Readonly<Record<Filter, Condition>>>;
type Parameters = Params<ReportValues>;

type Expressions = Readonly<Record<string, RawBuilder<unknown>>>;
type SumsOf<Sums extends Expressions> = {
  readonly [Name in keyof Sums]: Sums[Name] extends RawBuilder<infer T> ? T : never;
};

interface Source<Sums extends Expressions> {
  /** The moment by which a row belongs to a place; an expression that has an index. */
  readonly time: RawBuilder<unknown>;
  /** The rows that count at all. */
  readonly of?: RawBuilder<boolean>;
  /** Whole numbers as double precision: exact, and no text. */
  readonly sums: Sums;
}

/** One form for each set of filters, so that the planner sees those alone. */
export function filteredQuery<Sums extends object>(
  filters: ReportConditions,
  build: (db: Kysely<ReportTables>, p: Parameters, conditions: readonly RawBuilder<unknown>[]) => Compilable<object>,
): (values: ReportValues) => Query<ReportValues, Placed<Sums>> {
  const forms = perExpansion(names, (used) =>
    tenantQuery<ReportTables, ReportValues>()((db, p) =>
      build(
        db,
        p,
        used.map((name) => filters[name]!(p(name))),
      ),
    ),
  );
  const isUsed = (values: ReportValues) => (name: Filter) => filters[name] && (values[name] ?? null) !== null;
  return (values) => forms(names.filter(isUsed(values))) as unknown as Query<ReportValues, Placed<Sums>>;
}

const workOrders = (db: Kysely<ReportTables>) => db.selectFrom('tasks as t');
export type Rows = typeof workOrders;

/** Sums for each place in one pass. */
export function placedSums<Sums extends Expressions>(
  rows: Rows,
  filters: ReportConditions,
  { time, of, sums }: Source<Sums>,
) {
  return filteredQuery<SumsOf<Sums>>(filters, (db, p, conditions) =>
    rows(db)
      .where(allOf([inPeriod(time, p), ...(of ? [of] : []), ...conditions]))
      .select(placeOf(time, p).as('place'))
      .select(Object.entries(sums).map(([name, sum]) => sum.as(name)))
      .groupBy('place'),
  );
}

export const workOrderSums = <Sums extends Expressions>(source: Source<Sums>) =>
  placedSums(workOrders, workOrderFilters, source);

export function inPeriod(time: RawBuilder<unknown>, p: Parameters): RawBuilder<boolean> {
  return sql<boolean>`(${time} >= ${p('from')}::timestamptz and ${time} < ${p('until')}::timestamptz)`;
}

export function placeOf(time: RawBuilder<unknown>, p: Parameters): RawBuilder<number> {
  return sql<number>`width_bucket(${time}, ${p('bounds')}::timestamptz[])`;
}

export function allOf(conditions: readonly RawBuilder<unknown>[]): RawBuilder<boolean> {
  return sql<boolean>`(${sql.join([sql`true`, ...conditions], sql` and `)})`;
}

export const count = sql<number>`count(*)::float8`;

export function countOf(condition: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`(count(*) filter (where ${condition}))::float8`;
}

export function totalOf(amount: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`coalesce(sum(${amount}), 0)::float8`;
}

/** The same expression as in the index of lists by completion. Work that is not completed lies before all periods. */
export const completedAt = sql`coalesce(t.completed_at, '-infinity'::timestamptz)`;
