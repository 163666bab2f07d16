import type { TestDatabase } from '#libs/testing';

/** All data of a tenant in the database. */
export interface Traces {
  readonly registered: boolean;
  readonly domain: boolean;
  readonly schema: boolean;
  readonly role: boolean;
}

export const nothing: Traces = { registered: false, domain: false, schema: false, role: false };
export const everything: Traces = { registered: true, domain: true, schema: true, role: true };

export async function tracesOf(database: TestDatabase, slug: string): Promise<Traces> {
  const name = slug.replaceAll('-', '_');
  const [traces] = await database.query<Traces & Record<string, unknown>>(
    `select exists (select from tenants where slug = $1) as registered,
      exists (select from domains where domain = $1 || '.fieldpilot.test') as domain,
      exists (select from pg_namespace where nspname = 'tenant_' || $2) as schema,
      exists (select from pg_roles where rolname in ('t_' || $2 || '_rw', 't_' || $2 || '_ro')) as role`,
    [slug, name],
  );
  return { ...traces! };
}

/** The transaction stays open until the server has noticed that its client is gone. */
export async function settled(database: TestDatabase): Promise<void> {
  const open = `select from pg_stat_activity where datname = current_database() and application_name = 'fieldpilot migrator'`;
  while ((await database.query(open)).length > 0) await database.query('select pg_sleep(0.01)');
}
