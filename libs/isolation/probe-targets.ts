import type pg from 'pg';
import type { TenantRef } from '#libs/request-context';
import { PLATFORM_ROLE } from '#libs/migrations';
import type { Target } from './door.js';

/** With views and sequences, which rights are given on as well. */
const tablesOf = `select relname as table from pg_class
  where relnamespace = (select oid from pg_namespace where nspname = $1) and relkind in ('r', 'p', 'v', 'm', 'f', 'S') order by relname`;

async function targetsIn(db: pg.Client, schema: string, role: string | null): Promise<Target[]> {
  const { rows } = await db.query<{ table: string }>(tablesOf, [schema]);
  return rows.map(({ table }) => ({ schema, table, role }));
}

export function targetsOf(db: pg.Client, { schema, role }: TenantRef): Promise<Target[]> {
  return targetsIn(db, schema, role);
}

/** The tables of the platform, which no tenant reads. */
export function sharedTargets(db: pg.Client, isolation: 'role' | 'schema'): Promise<Target[]> {
  return targetsIn(db, 'public', isolation === 'role' ? PLATFORM_ROLE : null);
}
