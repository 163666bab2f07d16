import { refuse } from '#libs/kernel';
import type { OwnAddresses } from '../../tenants/domain/host-name.js';
import { invalidDomain } from './tenant-domain.errors.js';
import { LONGEST_DOMAIN } from './verification-record.js';

/** Ends of names that stand in no public DNS, where nobody can prove anything (RFC 6761, 6762, 7686, 8375, 9476). */
const reserved = new Set(['localhost', 'local', 'internal', 'test', 'invalid', 'example', 'onion', 'arpa', 'alt']);

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

type Rule = readonly [isBroken: (text: string) => boolean, reason: string];

/** On what was typed. */
const written: readonly Rule[] = [
  [(text) => text.includes('*'), 'A wildcard stands for many domains. Add each one.'],
  [(text) => /[/?#@\\]/.test(text), 'Give the domain alone, without scheme, user, path or query.'],
  [(text) => /^\[|:.*:/.test(text), 'An IP address is no domain.'],
  [(text) => text.includes(':'), 'Give the domain without a port.'],
  [(text) => /[\s%]/.test(text), 'A domain has neither spaces nor percent signs.'],
];

/** On the name in ASCII. */
const named: readonly Rule[] = [
  [(name) => /^\d+(\.\d+){3}$/.test(name), 'An IP address is no domain.'],
  [(name) => name.length > LONGEST_DOMAIN, `A domain has at most ${LONGEST_DOMAIN} characters, as ASCII.`],
  [(name) => !name.split('.').every((part) => label.test(part)), 'This is no host name, such as "service.acme.com".'],
  [(name) => !name.includes('.'), 'A domain has at least two parts, such as "acme.com".'],
];

/**
 * A domain as it is stored and compared: punycode, lower case, without a final dot.
 * @throws 422 `domain.invalid` with the reason
 */
export function domainName(text: string, own: OwnAddresses): string {
  assertRules(written, text);
  const name = URL.parse(`http://${text.replace(/[.。．｡]$/u, '')}`)?.hostname ?? '';
  assertRules([...named, ...ofPlatform(own)], name);
  return name;
}

function ofPlatform({ baseDomain, publicUrl }: OwnAddresses): Rule[] {
  const publicHost = publicUrl && new URL(publicUrl).hostname;
  const isOwn = (name: string) => name === baseDomain || name.endsWith(`.${baseDomain}`) || name === publicHost;
  return [
    [isOwn, 'This domain belongs to the platform.'],
    [(name) => reserved.has(name.slice(name.lastIndexOf('.') + 1)), 'Names that end like this are in no public DNS.'],
  ];
}

function assertRules(rules: readonly Rule[], text: string): void {
  const broken = rules.find(([isBroken]) => isBroken(text));
  if (broken) throw refuse(invalidDomain, { detail: broken[1] });
}
