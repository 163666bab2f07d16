import { BlockList, isIP, isIPv6 } from 'node:net';

/** Networks of IPv4 that are not of the public internet (IANA's registry of special purposes). */
const special = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const;

/** Of IPv6 only this much is given out; within it, what leads elsewhere: Teredo, documentation, 6to4. */
const global = ['2000::', 3] as const;
const within = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const special4 = new BlockList();
for (const [network, bits] of special) special4.addSubnet(network, bits, 'ipv4');
const global6 = new BlockList();
global6.addSubnet(...global, 'ipv6');
const special6 = new BlockList();
for (const [network, bits] of within) special6.addSubnet(network, bits, 'ipv6');

/** Of either family, without brackets. */
export function isIpAddress(host: string): boolean {
  return isIP(host) > 0;
}

/**
 * Whether an address, as DNS or an URL gives it, is one of the public internet. IPv4 written as IPv6 is not: nothing public needs it, and
 * it is how private addresses are smuggled past such checks.
 */
export function isPublicAddress(address: string): boolean {
  if (!isIPv6(address)) return !special4.check(address, 'ipv4');
  return global6.check(address, 'ipv6') && !special6.check(address, 'ipv6');
}

const loopback4 = new BlockList();
loopback4.addSubnet('127.0.0.0', 8, 'ipv4');

export function isLoopback(address: string): boolean {
  return isIPv6(address) ? address === '::1' : loopback4.check(address, 'ipv4');
}
