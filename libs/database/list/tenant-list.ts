import { sql, type Kysely, type RawBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { ListRequest, Page } from '#libs/kernel';
import type { TenantRef } from '#libs/request-context';
import { placeholder, PreparedQuery, type Params } from '../statements/prepared-query.js';
import type { Statement, StatementResult } from '../statements/statement.js';
import type { Condition } from './conditions.js';
import { decodeCursor, encodeCursor, type CursorPosition } from './cursor.js';
import { withChangeFilters } from './change-filters.js';
import { afterCursor, parseSort, sortExpression, type ListSort, type Sort } from './sort.js';

/** The definition of a list as data: rows, filters, sorts and view. */
export interface ListSpec<Tables, R, V> {
  /** Unique, since cursors are bound to it. */
  readonly name: string;
  /** The unfiltered rows. */
  readonly rows: (db: Kysely<Tables>, p: Params<{ actorId: string }>) => SelectQueryBuilder<never, never, R>;
  /** The column that makes each order unique, such as `t.id`. */
  readonly id: string;
  /** The column with the time of the last change: clients can then filter and sort by it. */
  readonly updatedAt?: string;
  readonly filters: Readonly<Record<string, Condition>>;
  readonly sorts: Readonly<Record<string, ListSort>>;
  readonly defaultSort: string;
  readonly view: (row: R) => V;
}

type ListRow<R> = R & { readonly cursor_key: string; readonly cursor_id: string };
type Values = Record<string, unknown>;

/**
 * Pages of these sizes have compiled forms of their own. With a constant limit PostgreSQL keeps one generic plan; with a parameter it
 * assumes a tenth of the table and plans anew at each run, which takes a third of the time of a page.
 */
const USUAL_LIMITS: ReadonlySet<number> = new Set([10, 20, 25, 50, 100]);

/** A limit, because clients choose the combinations. */
const MAX_FORMS = 1_000;

/** A list with keyset pagination and its compiled forms: one for each combination of filters and sort in use. */
export class TenantList<R, V> {
  /** The type of an item, for the compiler only. */
  declare readonly row: V;
  private readonly forms = new LRUCache<string, PreparedQuery<Values, unknown>>({ max: MAX_FORMS });

  constructor(readonly spec: ListSpec<never, R, V>) {}

  form(
    key: string,
    build: (db: Kysely<never>) => SelectQueryBuilder<never, never, unknown>,
  ): PreparedQuery<Values, unknown> {
    let form = this.forms.get(key);
    if (!form) {
      form = new PreparedQuery<Values, unknown>(build);
      this.forms.set(key, form);
    }
    return form;
  }
}

/** @example const facilities = tenantList<Tables>()({ name: 'facilities', rows: (db) => db.selectFrom('facilities as f').select([...]), id: 'f.id', … }) */
export function tenantList<Tables>() {
  return <R, V>(
    spec: Omit<ListSpec<Tables, R, V>, 'rows'> & {
      rows: (db: Kysely<Tables>, p: Params<{ actorId: string }>) => { readonly expressionType?: R | undefined };
    },
  ): TenantList<R, V> => new TenantList<R, V>(withChangeFilters(spec as unknown as ListSpec<never, R, V>));
}

interface ResolvedRequest {
  readonly sort: Sort;
  readonly filters: readonly string[];
  readonly values: Values;
  readonly binding: string;
}

/** Whose rows they are: a tenant, or for shared tables whoever may read them. */
type ListScope = Pick<TenantRef, 'id' | 'schema'>;

/** The statement of the page and, if requested, that of the total. */
export function pageStatements<R, V>(
  list: TenantList<R, V>,
  request: ListRequest,
  tenant: ListScope,
  secret: string,
): Statement[] {
  const { sort, filters, values, binding } = resolve(list.spec, request, tenant);
  const position = request.cursor === undefined ? undefined : decodeCursor(request.cursor, binding, secret);
  const shape = filters.join(',');
  const form = { filters, sort, isNext: position !== undefined, limit: usualLimit(request.limit) };
  const page = list.form(`${sort.descending ? '-' : ''}${sort.name}|${shape}|${form.isNext}|${form.limit}`, (db) =>
    pageQuery(list.spec, db, form),
  );
  // one more row than the page, to know whether there is a next page
  const bound = { ...values, limit: request.limit + 1, cursorKey: position?.key, cursorId: position?.id };
  const statements = [page.bind(tenant.schema, bound)];
  if (request.includeTotal)
    statements.push(
      list.form(`total|${shape}`, (db) => totalQuery(list.spec, db, filters)).bind(tenant.schema, values),
    );
  return statements;
}

export function readPage<R, V>(
  list: TenantList<R, V>,
  request: ListRequest,
  tenant: ListScope,
  secret: string,
  [page, total]: StatementResult[],
): Page<V> {
  const rows = page!.rows as unknown as ListRow<R>[];
  const shown = rows.length > request.limit ? rows.slice(0, request.limit) : rows;
  const last = rows.length > request.limit ? shown.at(-1) : undefined;
  const nextCursor = last ? encodeCursor(positionOf(last), resolve(list.spec, request, tenant).binding, secret) : null;
  const data = shown.map((row) => list.spec.view(withoutCursor(row)));
  return total ? { data, nextCursor, total: Number(total.rows[0]!['count']) } : { data, nextCursor };
}

/** Removes the cursor's columns in place, since copying each row would cost more. */
function withoutCursor<R>(row: ListRow<R>): R {
  const cursor: Partial<Record<'cursor_key' | 'cursor_id', unknown>> = row;
  cursor.cursor_key = undefined;
  cursor.cursor_id = undefined;
  return row;
}

function positionOf(row: ListRow<unknown>): CursorPosition {
  return { key: String(row.cursor_key), id: row.cursor_id };
}

function resolve<R, V>(spec: ListSpec<never, R, V>, request: ListRequest, tenant: ListScope): ResolvedRequest {
  const sort = parseSort(request.sort ?? spec.defaultSort, spec.sorts);
  const given = request.filters ?? {};
  const filters = Object.keys(spec.filters).filter((name) => given[name] !== undefined && given[name] !== null);
  const values: Values = Object.fromEntries(filters.map((name) => [name, given[name]]));
  const binding = JSON.stringify([tenant.id, spec.name, sort.name, sort.descending, values]);
  return { sort, filters, values, binding };
}

const p = placeholder<Values>();

function narrowed<R, V>(spec: ListSpec<never, R, V>, db: Kysely<never>, filters: readonly string[]) {
  const rows = spec.rows(db, p as never) as unknown as SelectQueryBuilder<never, never, R> & {
    where(condition: RawBuilder<SqlBool>): SelectQueryBuilder<never, never, R>;
  };
  return filters.reduce<typeof rows>((query, name) => query.where(spec.filters[name]!(p(name))), rows);
}

interface PageForm {
  readonly filters: readonly string[];
  readonly sort: Sort;
  readonly isNext: boolean;
  /** Null when the limit is a parameter of each run. */
  readonly limit: number | null;
}

function usualLimit(limit: number): number | null {
  return USUAL_LIMITS.has(limit) ? limit : null;
}

function pageQuery<R, V>(spec: ListSpec<never, R, V>, db: Kysely<never>, { filters, sort, isNext, limit }: PageForm) {
  const column = spec.sorts[sort.name]!;
  const direction = sort.descending ? 'desc' : 'asc';
  const atMost = limit === null ? (p('limit') as number) : sql.lit(limit + 1);
  const narrow = narrowed(spec, db, filters);
  const after = isNext ? narrow.where(afterCursor(column, sort, spec.id, p('cursorKey'), p('cursorId'))) : narrow;
  return after
    .select([sql`${sortExpression(column)}::text`.as('cursor_key'), sql.ref(spec.id).as('cursor_id')])
    .orderBy(sortExpression(column) as never, direction)
    .orderBy(sql.ref(spec.id) as never, direction)
    .limit(atMost) as unknown as SelectQueryBuilder<never, never, unknown>;
}

function totalQuery<R, V>(spec: ListSpec<never, R, V>, db: Kysely<never>, filters: readonly string[]) {
  const matching = narrowed(spec, db, filters)
    .clearSelect()
    .select(sql`1`.as('one'));
  return (db as unknown as Kysely<Record<string, never>>)
    .selectFrom(matching.as('matching') as never)
    .select(sql`count(*)`.as('count')) as unknown as SelectQueryBuilder<never, never, unknown>;
}
