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

/** Codes such as "GEN2-0034" are indexed cut at these signs. */
const separators = '-/._@#';
const blanks = ' '.repeat(separators.length);

/**
 * As people search the web: all words, `or` between alternatives, quotes around a phrase, `-` in front of what must not be there. It is read
 * here and not by websearch_to_tsquery, which fails on a row of hyphens.
 */
function searchQuery(value: unknown, configuration: 'simple' | 'english') {
  const { query, hasMeaning } = configuration === 'simple' ? asNames : asProse;
  return sql`(select coalesce(string_agg(alternative, ' | '), '')::tsquery from (
    select string_agg('(' || query || ')', ' & ') as alternative from (
      select place, (case when excluded then !!query else query end)::text as query,
        hasmeaning, bool_or(hasmeaning) over (partition by place) as anymeaning from (
        select place, excluded, ${query} as query, ${hasMeaning} as hasmeaning from ${wordsOf(value)}
      ) as each_word where numnode(query) > 0
    ) as asked where hasmeaning or not anymeaning group by place) as alternatives)`;
}

/** Rows (place of the alternative, word, isphrase, excluded). A number with a minus in front begins as what it says. */
function wordsOf(value: unknown) {
  return sql`regexp_split_to_table(${value}::text, '\\s+or\\s+', 'i') with ordinality as alternative (terms, place),
    regexp_matches(terms, '-?"[^"]*"|\\S+', 'g') with ordinality as term (texts, number),
    lateral (select texts[1] ~ '^-[[:alpha:]"]' or number > 1 and texts[1] ~ '^-[[:digit:]]' as excluded) as sign,
    lateral (select case when excluded then substr(texts[1], 2) else texts[1] end as word, texts[1] ~ '^-?"' as isphrase) as said`;
}

const written = sql`case when isphrase then phraseto_tsquery('simple', translate(word, ${sql.lit(separators)}, ${sql.lit(blanks)}))
  else plainto_tsquery('simple', translate(word, ${sql.lit(separators)}, ${sql.lit(blanks)})) end`;

const asNames = { query: written, hasMeaning: sql`true` };

const stemmed = sql`case when isphrase then phraseto_tsquery('english', word) else plainto_tsquery('english', word) end`;
/** PostgreSQL reads the SN-4711 of a text as sn and -4711. */
const afterHyphen = sql`plainto_tsquery('simple', case when word ~ '^[0-9]+$' then '-' || word else '' end)`;

/**
 * The parser of prose leaves "24.5", "v1.2.3" and "Roof/Chiller-2" whole, so each word is asked for as it is in names and as it is in prose.
 * Words that prose is full of, such as "the", count only where there is no other.
 */
const asProse = { query: sql`${written} || ${stemmed} || ${afterHyphen}`, hasMeaning: sql`numnode(${stemmed}) > 0` };
