import { isSlug } from './tenant-name.js';

/** The addresses at which the platform itself is reached, whichever tenant is meant. */
export interface OwnAddresses {
  readonly baseDomain: string;
  readonly publicUrl?: string | undefined;
}

/** What a Host header may name a tenant by. */
export interface HostName {
  /** In lower case, without port and final dot. */
  readonly domain: string;
  /** What stands for a tenant in `<slug>.<base domain>`, whether or not there is one of that name. */
  readonly slug: string | undefined;
}

/** Undefined for the platform's own addresses, IP addresses and what is no host name: they name nobody. */
export function hostName(host: string, own: OwnAddresses): HostName | undefined {
  const domain = host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
  const isOwn = domain === own.baseDomain || domain === (own.publicUrl && new URL(own.publicUrl).hostname);
  if (isOwn || /^[\d.]+$/.test(domain) || !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain) || domain.length > 253)
    return undefined;
  const base = `.${own.baseDomain}`;
  const name = domain.endsWith(base) ? domain.slice(0, -base.length) : '';
  return { domain, slug: isSlug(name) ? name : undefined };
}
