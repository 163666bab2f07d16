import { sql, type RawBuilder } from 'kysely';
import { defineRefusal, refuse } from '#libs/kernel';
import { collated } from '../statements/collations.js';
import { placeholder } from '../statements/prepared-query.js';

const unknownSort = defineRefusal({
  code: 'request.unknown_sort',
  kind: 'malformed',
  detail: 'The list cannot be sorted by that.',
  remedy: 'Sort by one of the names that `detail` gives, with - for descending.',
});

/**
 * A column by which a list may be sorted; a `name` uses the natural order. For nullable columns `nullsAs` is the value that replaces null.
 */
interface SortColumn {
  readonly column: string;
  readonly type: 'timestamptz' | 'text' | 'name' | 'integer' | 'bigint' | 'numeric' | 'date' | 'uuid';
  readonly nullsAs?: string | number;
}

/** Something that depends on the value of a filter, which every request of the list has. */
interface ComputedSort {
  readonly by: string;
  readonly compute: (value: unknown) => RawBuilder<unknown>;
  readonly type: 'float8';
}

export type ListSort = SortColumn | ComputedSort;

export interface Sort {
  readonly name: string;
  readonly descending: boolean;
}

/** Parses `dueAt` or `-dueAt`, and refuses names that are not declared. */
export function parseSort(text: string, sorts: Readonly<Record<string, ListSort>>): Sort {
  const descending = text.startsWith('-');
  const name = descending ? text.slice(1) : text;
  if (!Object.hasOwn(sorts, name)) {
    const allowed = Object.keys(sorts).join(', ');
    throw refuse(unknownSort, { detail: `Cannot sort by "${name}". Allowed, with - for descending: ${allowed}.` });
  }
  return { name, descending };
}

/** The expression for ordering and for the cursor: with an index on exactly this expression a page reads only its own rows. */
export function sortExpression(sort: ListSort): RawBuilder<unknown> {
  if ('by' in sort) return sort.compute(placeholder<Record<string, unknown>>()(sort.by));
  const { column, type, nullsAs } = sort;
  const reference = sql.ref(column);
  const value =
    nullsAs === undefined ? reference : sql`coalesce(${reference}, ${sql.lit(nullsAs)}::${sql.raw(sqlType(type))})`;
  return type === 'name' ? collated(value, 'natural_order') : value;
}

function sqlType(type: ListSort['type']): string {
  return type === 'name' ? 'text' : type;
}

/** The rows after the cursor, as one row comparison so that the index can be used. */
export function afterCursor(
  spec: ListSort,
  sort: Sort,
  id: string,
  key: unknown,
  lastId: unknown,
): RawBuilder<boolean> {
  const operator = sql.raw(sort.descending ? '<' : '>');
  return sql`(${sortExpression(spec)}, ${sql.ref(id)}) ${operator} (${key}::${sql.raw(sqlType(spec.type))}, ${lastId}::uuid)`;
}
