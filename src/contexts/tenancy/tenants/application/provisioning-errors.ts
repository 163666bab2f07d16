import { isDuplicate, type PlatformDb } from '#libs/database';
import { domainTaken, schemaTaken, slugTaken } from '../domain/tenant.errors.js';
import { tenantWithSchema, tenantWithSlug } from './tenant.queries.js';

const SCHEMA_EXISTS = '42P06';

interface Names {
  readonly slug: string;
  readonly schema: string;
  readonly domain: string;
}

/** Finds out, after the rollback, which name is taken. The slug first, since the default schema follows from it. */
export async function explainProvisioning(
  error: unknown,
  db: PlatformDb,
  { slug, schema, domain }: Names,
): Promise<unknown> {
  if (isDuplicate(error, 'domains_domain_key')) return domainTaken(domain);
  const isTaken = isDuplicate(error, 'tenants_slug_key') || isDuplicate(error, 'tenants_schema_name_key');
  if (!isTaken && (error as { code?: string }).code !== SCHEMA_EXISTS) return error;
  const holder = await db.one(tenantWithSlug, { slug });
  return holder ? slugTaken(slug, holder) : schemaTaken(schema, await db.one(tenantWithSchema, { schema }));
}
