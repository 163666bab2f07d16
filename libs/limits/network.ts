import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';

/** A key for the caller's network that does not reveal the address. */
export function networkSubject(ip: string): string {
  return `network:${createHash('sha256').update(networkOf(ip)).digest('base64url')}`;
}

/** IPv6 addresses are cut to the /64, which one customer usually has as a whole. */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(ip)) return ip;
  const [head = '', tail] = ip.split('%')[0]!.toLowerCase().split('::');
  const groups = (part: string): string[] => part.split(':').filter((group) => group !== '');
  const [left, right] = [groups(head), groups(tail ?? '')];
  const zeros = Array<string>(tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)).fill('0');
  const all = [...left, ...zeros, ...right].map((group) => group.replace(/^0+(?=.)/, ''));
  return all.slice(0, 4).join(':');
}
