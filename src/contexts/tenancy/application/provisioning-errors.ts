import type pg from 'pg';
import { domainTaken, schemaTaken, slugTaken } from '../domain/tenant.errors.js';

interface Names {
  readonly slug: string;
  readonly schema: string;
  readonly domain: string;
}

interface Holder {
  readonly id: string;
  readonly name: string;
}

const bySlug = 'select id, name from public.tenants where slug = $1';
const bySchema = 'select id, name from public.tenants where schema_name = $1';

/** Says whose the slug or schema is. Runs on the connection that failed, after its rollback. */
export async function explainProvisioning(error: unknown, client: pg.Client, names: Names): Promise<unknown> {
  const { code, message = '' } = error as { code?: string; message?: string };
  // 42P06: the schema is in the database although the registry knows nothing of it
  if (code === '42P06') return schemaTaken(names.schema, await holder(client, bySchema, names.schema));
  if (code !== '23505') return error;
  if (message.includes('domains_domain')) return domainTaken(names.domain);
  if (message.includes('tenants_schema_name')) return schemaTaken(names.schema, await holder(client, bySchema, names.schema));
  const slugHolder = message.includes('tenants_slug') ? await holder(client, bySlug, names.slug) : undefined;
  return slugHolder ? slugTaken(names.slug, slugHolder) : error;
}

async function holder(client: pg.Client, query: string, name: string): Promise<Holder | undefined> {
  const { rows } = await client.query<Holder>(query, [name]);
  return rows[0];
}
