import type { TenantRef } from '#libs/request-context';

/** Rights that somebody has given by mistake, and the doors that they open. */
export interface Opening {
  readonly what: string;
  readonly rights: readonly string[];
  readonly doors: readonly string[];
}

const RIGHTS = 'rights in the catalogues';

/** As SQL that gives them, and SQL that takes them away. */
export function sqlOf(rights: readonly string[]): { give: string; take: string } {
  const give = rights.map((right) => `grant ${right}`).join('; ');
  const take = give.replaceAll('grant ', 'revoke ').replaceAll(' to ', ' from ').replaceAll(' with inherit true', '');
  return { give, take };
}

/** Of tables of the other tenant, and of a shared one: to the caller, to everybody, and to the logins. */
function onTables({ role }: TenantRef, other: TenantRef): string[] {
  const { schema } = other;
  return [
    `usage on schema ${schema} to ${role}, fp_app, fp_platform`,
    `select on ${schema}.users to ${role}, fp_app, fp_platform`,
    `delete on ${schema}.users to ${role}`,
    `select (id) on ${schema}.teams to public`,
    'usage on schema public to public',
    'select on public.tenants to public',
    `${other.role} to ${role}`,
  ];
}

const onServer = (database: string, role: string | null): string[] => [
  'usage on language plpgsql to public',
  `temporary on database ${database} to public`,
  'execute on function set_config, query_to_xml, lo_from_bytea, pg_read_file(text) to public',
  `pg_execute_server_program to ${role} with inherit true`,
  'select on pg_stats, pg_statistic, pg_authid, pg_largeobject to public',
];

const doorsOfTables = [
  ...[
    'find with the schema option',
    'raw SQL of the ORM',
    'Kysely of the ORM',
    'statement of a request',
    'COPY',
    'write',
  ],
  ...[
    'fork of the ORM without a tenant',
    'connection of the ORM',
    'connection of the pool',
    'login of the shared tables',
  ],
  ...['statement that the other one has prepared', 'statement that it prepares itself', 'information_schema', RIGHTS],
  ...['role that an earlier request left behind', 'search_path that an earlier request left behind'],
];

const doorsOfServer = [
  ...['DO block that changes the role', 'function of its own that changes the role', RIGHTS],
  ...['the same with a change of the role as its value', 'functions that run text, read files or change settings'],
  ...['large object', 'file of the server', 'program of the server', 'passwords', 'pg_largeobject', 'pg_statistic'],
];

export function openings(caller: TenantRef, other: TenantRef, database: string): Opening[] {
  const [tables, server] = [onTables(caller, other), onServer(database, caller.role)];
  const both = [...doorsOfTables, ...doorsOfServer, 'change of the role inside a statement', 'pg_stats'];
  return [
    { what: 'on tables', rights: tables, doors: doorsOfTables },
    { what: 'on what the server offers', rights: server, doors: doorsOfServer },
    { what: 'on both', rights: [...tables, ...server], doors: [...new Set(both)] },
  ];
}
