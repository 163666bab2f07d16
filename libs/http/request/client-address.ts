import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

/**
 * Where the request comes from: the last hop that is known. What a trusted proxy was told, and passes on, may be anything; what is no
 * address is left out as if it had not been sent.
 */
export function clientAddress({ ip, ips }: Pick<FastifyRequest, 'ip' | 'ips'>): string {
  const address = addressOf(ip);
  if (address !== undefined) return address;
  const known = ips?.map(addressOf).filter((hop) => hop !== undefined);
  return known?.at(-1) ?? ip;
}

/** Some proxies add the port, and link-local addresses a zone; neither is part of an address. */
function addressOf(text: string): string | undefined {
  if (isIP(text) !== 0) return text.split('%')[0]!;
  const [, address = ''] = /^\[(.+)\](?::\d+)?$/.exec(text) ?? /^([\d.]+):\d+$/.exec(text) ?? [];
  return isIP(address) === 0 ? undefined : address.split('%')[0]!;
}
