import { badTimeZone, ianaTimeZone, invalidFields } from '#libs/kernel';
import { invalidName } from './tenant.errors.js';

/** Names that are used otherwise below the base domain, or would mislead people. */
const reserved = new Set([
  'www',
  'api',
  'admin',
  'app',
  'docs',
  'health',
  'mail',
  'public',
  'static',
  'status',
  'support',
  'system',
]);

export const LONGEST_SLUG = 56;
const slugForm = /^[a-z0-9]([a-z0-9-]{0,54}[a-z0-9])?$/;

/** Lower-case letters, digits and inner hyphens, since the slug is also a host name; 56 characters, which the schema's name can hold. */
export function assertSlug(slug: string): void {
  if (!slugForm.test(slug)) {
    throw invalidName(
      '/slug',
      `"${slug}" is no slug: up to 56 lower-case letters, digits and inner hyphens, such as "acme-lifts".`,
    );
  }
  if (reserved.has(slug)) throw invalidName('/slug', `"${slug}" is reserved. Choose another slug.`);
}

/** The tenant's display name, as long as the column allows. @throws 422 for an invalid name */
export function normalizeName(name: string): string {
  const normal = name.trim();
  if (normal === '' || [...normal].length > 255 || /\p{Cc}/u.test(normal)) {
    throw invalidName('/name', 'A name has 1 to 255 characters, none of them a control character.');
  }
  return normal;
}

/** Whether the text is a valid slug, so that `<text>.<base domain>` names a tenant, whether or not it exists. */
export function isSlug(text: string): boolean {
  return slugForm.test(text) && !reserved.has(text);
}

export function schemaOf(slug: string): string {
  return `tenant_${slug.replaceAll('-', '_')}`;
}

/** For a slug that another tenant had when its schema was made. */
export function furtherSchemaOf(slug: string, tenantId: string): string {
  return `${schemaOf(slug).slice(0, 54)}_${tenantId.slice(-8)}`;
}

export function assertSchemaName(schema: string): void {
  if (!/^tenant_[a-z0-9_]{1,56}$/.test(schema)) {
    throw invalidName(
      '/schemaName',
      `"${schema}" is no schema name: "tenant_" and up to 56 lower-case letters, digits and underscores.`,
    );
  }
}

/** In the spelling of IANA. @throws 422 for an unknown zone */
export function normalizeTimezone(timezone: string): string {
  const zone = ianaTimeZone(timezone.trim());
  if (zone !== undefined) return zone;
  const detail = `"${timezone}" is no IANA time zone, such as "Europe/Prague".`;
  throw invalidFields([{ pointer: '/timezone', code: badTimeZone.code, detail }], detail);
}

/** Lower case, without port and final dot. @throws 422 for an invalid host name */
export function normalizeDomain(domain: string): string {
  const normal = domain.trim().toLowerCase().replace(/\.$/, '');
  const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
  if (normal.length > 253 || !new RegExp(`^${label}(\\.${label})+$`).test(normal)) {
    throw invalidName('/domain', `"${domain}" is no host name, such as "service.example.com".`);
  }
  return normal;
}
