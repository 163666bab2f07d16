import { sql, type RawBuilder } from 'kysely';

/**
 * All that an entry of the log says but its id, as text. A column that is added later is null in older rows and leaves their text as it
 * was. Times are in UTC, whatever zone the session has.
 */
export function contentOf(row: string): RawBuilder<string> {
  const [changes, at] = [sql.ref(`${row}.changes`), sql.ref(`${row}.created_at`)];
  return sql`(jsonb_strip_nulls(to_jsonb(${sql.ref(row)}) - '{id,changes,created_at,archived_at}'::text[])::text
    || coalesce(${changes}::text, '') || to_char(${at} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'))`;
}

/** The hash that a seal keeps: of the entry with its id. Null where there is no entry. */
export function hashOf(id: string, content: RawBuilder<string>): RawBuilder<string | null> {
  return sql`encode(sha256(convert_to(${sql.ref(id)}::text || ${content}, 'UTF8')), 'hex')`;
}
