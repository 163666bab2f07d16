import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { collated } from '../collations.js';

/** How a list narrows by one parameter: the placeholder goes in, a condition comes out. */
export type Condition = (value: unknown) => RawBuilder<SqlBool>;

/** The value is an array; the column must hold one of its members. */
export function anyOf(column: string): Condition {
  return (value) => sql`${sql.ref(column)} = any(${value})`;
}

export function equals(column: string): Condition {
  return (value) => sql`${sql.ref(column)} = ${value}`;
}

/** For what people type: upper and lower case make no difference. */
export function sameText(column: string): Condition {
  return (value) => sql`${sql.ref(column)} = ${collated(sql`${value}::text`, 'case_insensitive')}`;
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

/** Signs that part a code: the columns hold names and codes cut at them. */
const separators = '-/._@#';

/**
 * Rows that hold every word. Each is looked for as names and codes are indexed, cut at its separators, and where the column holds prose
 * also as the parser of prose reads it: that one leaves "24.5", "v1.2.3" and "Roof/Chiller-2" whole and takes "SN-4711" for sn and -4711.
 * Nothing a client writes is an operator here: operators can be malformed, words cannot.
 */
function searchQuery(value: unknown, configuration: 'simple' | 'english') {
  const written = sql`plainto_tsquery('simple', translate(word, ${sql.lit(separators)}, ${sql.lit(' '.repeat(separators.length))}))`;
  if (configuration === 'simple') return sql`(${everyWord(value, written, sql`true`)})`;
  const asProse = sql`plainto_tsquery('english', word)`;
  const afterHyphen = sql`plainto_tsquery('simple', case when word ~ '^[0-9]+$' then '-' || word else '' end)`;
  return sql`(${everyWord(value, sql`${written} || ${asProse} || ${afterHyphen}`, sql`numnode(${asProse}) > 0`)})`;
}

/** Words that prose is full of, such as "the", count only where there is no other. */
function everyWord(value: unknown, query: RawBuilder<unknown>, hasMeaning: RawBuilder<unknown>) {
  return sql`select coalesce(string_agg('(' || query || ')', ' & '), '')::tsquery from (
    select query::text, meant, bool_or(meant) over () as any_meant from (
      select ${query} as query, ${hasMeaning} as meant from regexp_split_to_table(${value}::text, '\\s+') as word
    ) as each_word where numnode(query) > 0) as asked where meant or not any_meant`;
}
