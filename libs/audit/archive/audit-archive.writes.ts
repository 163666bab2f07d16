// Past the unit of work: the role of a tenant cannot delete entries, so the migrator's connection moves them as they are.
import type { Statement } from '#libs/database';

/** In one statement, so that an entry is always in one of the two tables. Columns that are added later move, too. */
export function moveToArchive(schema: string, most: number): Statement {
  return {
    text: `with old as materialized (
        select a.id from "${schema}".audit_logs as a
        where a.created_at < now() - interval '1 year'
          and exists (select from "${schema}".audit_seals as s where s.audit_log_id = a.id)
        order by a.created_at, a.id limit $1 for update skip locked),
      moved as (delete from "${schema}".audit_logs as a using old where a.id = old.id returning a.*)
      insert into "${schema}".audit_logs_archive
        select (jsonb_populate_record(null::"${schema}".audit_logs_archive, to_jsonb(moved) || jsonb_build_object('archived_at', now()))).*
        from moved`,
    values: [most],
    writes: true,
  };
}
