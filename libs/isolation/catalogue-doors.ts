import { escapeLiteral } from 'pg';
import type { Door, Target } from './door.js';

/** A door of one statement that shows rows where it is open. */
function readingDoor(name: string, textFor: (target: Target) => string, more: Partial<Door> = {}): Door {
  return {
    name,
    isOfSchema: true,
    attempt: async (session, target) => (await session.statement(textFor(target))) > 0,
    ...more,
  };
}

/** The same for what is closed to every tenant. */
const closedDoor = (name: string, textFor: (target: Target) => string): Door =>
  readingDoor(name, textFor, { isForNobody: true });

const literal = ({ schema }: Target): string => escapeLiteral(schema);

/** In information_schema stands only what a role has rights on. */
const describing = ['tables', 'columns', 'table_privileges', 'column_privileges', 'views', 'sequences'];

/** What the server shows of tables, files and other objects to whoever asks. */
export const catalogueDoors: readonly Door[] = [
  readingDoor('information_schema', (target) => {
    const schemaOf = (view: string) => (view === 'sequences' ? 'sequence_schema' : 'table_schema');
    return describing
      .map((view) => `select 1 from information_schema.${view} where ${schemaOf(view)} = ${literal(target)}`)
      .join(' union all ');
  }),
  closedDoor('pg_stats', (target) => `select from pg_stats where schemaname = ${literal(target)}`),
  closedDoor('pg_stats_ext', (target) => `select from pg_stats_ext where schemaname = ${literal(target)}`),
  closedDoor('pg_statistic', () => 'select from pg_statistic'),
  closedDoor('pg_largeobject', () => 'select count(*) from pg_largeobject'),
  closedDoor('large object', () => `select lo_from_bytea(0, 'probe')`),
  closedDoor('file of the server', () => `select pg_read_file('PG_VERSION')`),
  // one that reads what it is sent: to write to one that has ended fails, although it could be started
  closedDoor('program of the server', () => `copy (select 1) to program 'cat > /dev/null'`),
  closedDoor('passwords', () => 'select from pg_authid'),
  closedDoor(
    'functions that run text, read files or change settings',
    () => `select from pg_proc
      where (proname ~ '^(query|cursor|table|schema|database)_to_xml' or proname ~ '^(ts_stat$|crosstab|connectby$|xpath_table$|dblink)'
        or (proname = 'ts_rewrite' and 'text'::regtype = any (proargtypes))
        or proname ~ '^(lo_|loread$|lowrite$|pg_read_|pg_ls_|pg_stat_file$|pg_file_|set_config$)')
        and has_function_privilege(oid, 'EXECUTE')`,
  ),
  closedDoor('last number of a sequence', (target) => {
    return `select from pg_sequences where schemaname = ${literal(target)} and last_value is not null`;
  }),
];
