import type { PlatformDb } from '#libs/database';
import { domainTaken, schemaTaken, slugTaken } from '../domain/tenant.errors.js';
import { tenantWithSchema, tenantWithSlug } from './tenant.queries.js';

interface Names {
  readonly slug: string;
  readonly schema: string;
  readonly domain: string;
}

/** Says whose the slug or schema is, after the rollback. The default schema follows from the slug, so the slug is looked at first. */
export async function explainProvisioning(
  error: unknown,
  db: PlatformDb,
  { slug, schema, domain }: Names,
): Promise<unknown> {
  const { code, message = '' } = error as { code?: string; message?: string };
  const isTaken = code === '23505' && /tenants_(slug|schema_name)/.test(message);
  const isSchemaThere = code === '42P06';
  if (code === '23505' && message.includes('domains_domain')) return domainTaken(domain);
  if (!isTaken && !isSchemaThere) return error;
  const holder = await db.one(tenantWithSlug, { slug });
  return holder ? slugTaken(slug, holder) : schemaTaken(schema, await db.one(tenantWithSchema, { schema }));
}
