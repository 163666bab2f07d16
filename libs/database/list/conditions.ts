import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { collated } from '../statements/collations.js';

/** A filter of a list: makes the SQL condition from the placeholder of its value. */
export type Condition = (value: unknown) => RawBuilder<SqlBool>;

/** The value is an array that must contain the column's value. */
export function anyOf(column: string): Condition {
  return (value) => sql`${sql.ref(column)} = any(${value})`;
}

export function equals(column: string): Condition {
  return (value) => sql`${sql.ref(column)} = ${value}`;
}

/** For text that people type: ignores case. */
export function sameText(column: string): Condition {
  return (value) => sql`${sql.ref(column)} = ${collated(sql`${value}::text`, 'case_insensitive')}`;
}

/** The column is before the value, which is excluded. */
export function before(column: string): Condition {
  return (value) => sql`${sql.ref(column)} < ${value}`;
}

/** The column is at or after the value. */
export function atOrAfter(column: string): Condition {
  return (value) => sql`${sql.ref(column)} >= ${value}`;
}

/**
 * Full-text match on a tsvector column of `table`. The subquery makes PostgreSQL find the matching ids first, by the GIN index: otherwise
 * the planner walks the sort order and tests each row, which is 16 times slower.
 * @param configuration 'english' where the column also contains stemmed words
 */
export function matches(table: string, alias: string, configuration: 'simple' | 'english' = 'simple'): Condition {
  return matchesIn(`${alias}.id`, [{ table, id: 'id' }], configuration);
}

/** The same where the words may be those of the row, or of one in another table that refers to it by `id`. */
export function matchesIn(
  column: string,
  places: readonly { readonly table: string; readonly id: string }[],
  configuration: 'simple' | 'english' = 'simple',
): Condition {
  return (value) => {
    const found = places.map(
      ({ table, id }) => sql`select ${sql.ref(`found.${id}`)} from ${sql.table(table)} as found
    where found.search @@ ${searchQuery(value, configuration)}`,
    );
    return sql`${sql.ref(column)} = any(array(${sql.join(found, sql` union `)}))`;
  };
}

/** Codes such as "GEN2-0034" are indexed split at these characters. */
const separators = '-/._@#';
const blanks = ' '.repeat(separators.length);

/**
 * Parses a query as web searches do: all words, `or` between alternatives, quotes around a phrase, `-` before an excluded word. It does not
 * use websearch_to_tsquery, which fails on a series of hyphens.
 */
function searchQuery(value: unknown, configuration: 'simple' | 'english') {
  const { query, hasMeaning } = configuration === 'simple' ? nameMatch : proseMatch;
  return sql`(select coalesce(string_agg(alternative, ' | '), '')::tsquery from (
    select string_agg('(' || query || ')', ' & ') as alternative from (
      select place, (case when excluded then !!query else query end)::text as query,
        hasmeaning, bool_or(hasmeaning) over (partition by place) as anymeaning from (
        select place, excluded, ${query} as query, ${hasMeaning} as hasmeaning from ${wordsOf(value)}
      ) as each_word where numnode(query) > 0
    ) as asked where hasmeaning or not anymeaning group by place) as alternatives)`;
}

/** Rows (index of the alternative, word, isphrase, excluded). A number with a minus at the start is not an exclusion. */
function wordsOf(value: unknown) {
  return sql`regexp_split_to_table(${value}::text, '\\s+or\\s+', 'i') with ordinality as alternative (terms, place),
    regexp_matches(terms, '-?"[^"]*"|\\S+', 'g') with ordinality as term (texts, number),
    lateral (select texts[1] ~ '^-[[:alpha:]"]' or number > 1 and texts[1] ~ '^-[[:digit:]]' as excluded) as sign,
    lateral (select case when excluded then substr(texts[1], 2) else texts[1] end as word, texts[1] ~ '^-?"' as isphrase) as said`;
}

const written = sql`case when isphrase then phraseto_tsquery('simple', translate(word, ${sql.lit(separators)}, ${sql.lit(blanks)}))
  else plainto_tsquery('simple', translate(word, ${sql.lit(separators)}, ${sql.lit(blanks)})) end`;

const nameMatch = { query: written, hasMeaning: sql`true` };

const stemmed = sql`case when isphrase then phraseto_tsquery('english', word) else plainto_tsquery('english', word) end`;
/** PostgreSQL parses the SN-4711 of a text as sn and -4711. */
const afterHyphen = sql`plainto_tsquery('simple', case when word ~ '^[0-9]+$' then '-' || word else '' end)`;

/**
 * The parser for prose keeps "24.5", "v1.2.3" and "Roof/Chiller-2" whole, so each word is searched in both forms. Stop words such as "the"
 * count only where there is no other word.
 */
const proseMatch = { query: sql`${written} || ${stemmed} || ${afterHyphen}`, hasMeaning: sql`numnode(${stemmed}) > 0` };
