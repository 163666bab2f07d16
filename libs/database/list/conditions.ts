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
 * @param configuration 'english' where the column also holds words by their stems
 */
export function matches(table: string, alias: string, configuration: 'simple' | 'english' = 'simple'): Condition {
  return (value) => sql`${sql.ref(`${alias}.id`)} = any(array(
    select found.id from ${sql.table(table)} as found where found.search @@ ${searchQuery(value, configuration)}))`;
}

/** Codes such as "GEN2-0034" are indexed as separate words, so they are looked for as separate words. */
function searchQuery(value: unknown, configuration: 'simple' | 'english') {
  const words = sql`regexp_replace(${value}::text, '(\\w)[-/._@#]+(?=\\w)', '\\1 ', 'g')`;
  const written = sql`websearch_to_tsquery('simple', ${words})`;
  return configuration === 'simple' ? written : sql`(${written} || websearch_to_tsquery('english', ${words}))`;
}
