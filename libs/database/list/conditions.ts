import { sql, type RawBuilder, type SqlBool } from 'kysely';

/** How a list narrows by one parameter: the placeholder goes in, a condition comes out. */
export type Condition = (value: unknown) => RawBuilder<SqlBool>;

/** The value is an array; the column must hold one of its members. */
export function anyOf(column: string): Condition {
  return (value) => sql`${sql.ref(column)} = any(${value})`;
}

export function equals(column: string): Condition {
  return (value) => sql`${sql.ref(column)} = ${value}`;
}

/** The column lies before the value, which does not belong to the range. */
export function before(column: string): Condition {
  return (value) => sql`${sql.ref(column)} < ${value}`;
}

/** The column lies at or after the value. */
export function atOrAfter(column: string): Condition {
  return (value) => sql`${sql.ref(column)} >= ${value}`;
}

/**
 * Full-text match on a tsvector column of `table`. The matching ids are found first, by the GIN index, and only then ordered:
 * left to itself the planner walks the sort order and tests each row, which is 16 times slower.
 */
export function matches(table: string, alias: string, configuration = 'simple'): Condition {
  return (value) => sql`${sql.ref(`${alias}.id`)} = any(array(
    select found.id from ${sql.table(table)} as found
    where found.search @@ websearch_to_tsquery(${sql.lit(configuration)}::regconfig, ${value})))`;
}
