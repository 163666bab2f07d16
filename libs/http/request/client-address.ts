import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

/**
 * The address of the client: the last hop that is known. A trusted proxy passes on what it received, so values that are no address are
 * ignored.
 */
export function clientAddress({ ip, ips }: Pick<FastifyRequest, 'ip' | 'ips'>): string {
  const address = addressOf(ip);
  if (address !== undefined) return address;
  const known = ips?.map(addressOf).filter((hop) => hop !== undefined);
  return known?.at(-1) ?? ip;
}

/** Some proxies append the port, and link-local addresses have a zone; neither is part of the address. */
function addressOf(text: string): string | undefined {
  if (isIP(text) !== 0) return text.split('%')[0]!;
  const [, address = ''] = /^\[(.+)\](?::\d+)?$/.exec(text) ?? /^([\d.]+):\d+$/.exec(text) ?? [];
  return isIP(address) === 0 ? undefined : address.split('%')[0]!;
}
