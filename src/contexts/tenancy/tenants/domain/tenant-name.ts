import { badTimeZone, ianaTimeZone, invalidFields } from '#libs/kernel';
import { domainName } from './domain-name.js';
import type { OwnAddresses } from './host-name.js';
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

/** Kept from strangers, beyond what is reserved: programs look for some of them by themselves, people would trust the others. */
const keptFromSignUps = new Set([
  ...['account', 'accounts', 'auth', 'billing', 'console', 'dashboard', 'demo', 'fieldpilot', 'help', 'info', 'login'],
  ...['operator', 'operators', 'security', 'signin', 'sign-in', 'signup', 'sign-up', 'sso', 'test'],
  ...['autoconfig', 'autodiscover', 'cdn', 'ftp', 'imap', 'isatap', 'localhost', 'mx', 'ns', 'ns1', 'ns2', 'pop'],
  ...['postmaster', 'root', 'smtp', 'webmail', 'wpad'],
]);

/** As {@link assertSlug}, for a slug that a stranger chooses. Two hyphens at the third place begin a name in another script. */
export function assertSlugForSignUp(slug: string): void {
  assertSlug(slug);
  if (keptFromSignUps.has(slug)) throw invalidName('/slug', `"${slug}" is reserved. Choose another slug.`);
  if (/^..--/.test(slug))
    throw invalidName('/slug', `"${slug}" has two hyphens at the third place. Choose another slug.`);
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

/** `<slug>.<base domain>`, or the domain that an operator gives it, as it is stored. @throws 422 for one that it cannot have */
export function domainOfTenant(slug: string, given: string | undefined, own: OwnAddresses): string {
  const usual = `${slug}.${own.baseDomain}`;
  if (given === undefined || given.trim().toLowerCase() === usual) return usual;
  return domainName(given.trim(), own, (reason) =>
    invalidName('/domain', `"${given}" cannot be its domain. ${reason}`),
  );
}
