import { isSlug } from './tenant-name.js';

/** The addresses of the platform itself, which name no tenant. */
export interface OwnAddresses {
  readonly baseDomain: string;
  readonly publicUrl?: string | undefined;
}

/** What a Host header may name: a domain, and the slug in it. */
export interface HostName {
  /** In lower case, without port and final dot. */
  readonly domain: string;
  /** The slug in `<slug>.<base domain>`, whether or not there is such a tenant. */
  readonly slug: string | undefined;
}

/** Undefined for what names no tenant: the platform's own addresses, IP addresses and invalid names. */
export function hostName(host: string, own: OwnAddresses): HostName | undefined {
  const domain = host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
  const isOwn = domain === own.baseDomain || domain === (own.publicUrl && new URL(own.publicUrl).hostname);
  if (isOwn || /^[\d.]+$/.test(domain) || !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain) || domain.length > 253)
    return undefined;
  const base = `.${own.baseDomain}`;
  const name = domain.endsWith(base) ? domain.slice(0, -base.length) : '';
  return { domain, slug: isSlug(name) ? name : undefined };
}
