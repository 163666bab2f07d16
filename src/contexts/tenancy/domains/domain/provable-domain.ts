import { refuse } from '#libs/kernel';
import { assertRules, domainName, type DomainRule } from '../../tenants/domain/domain-name.js';
import type { OwnAddresses } from '../../tenants/domain/host-name.js';
import { invalidDomain } from './tenant-domain.errors.js';
import { LONGEST_DOMAIN } from './verification-record.js';

/** Ends of names that stand in no public DNS, where nobody can prove anything (RFC 6761, 6762, 7686, 8375, 9476). */
const reserved = new Set(['localhost', 'local', 'internal', 'test', 'invalid', 'example', 'onion', 'arpa', 'alt']);

const provable: readonly DomainRule[] = [
  [(name) => name.length > LONGEST_DOMAIN, `A domain has at most ${LONGEST_DOMAIN} characters, as ASCII.`],
  [(name) => reserved.has(name.slice(name.lastIndexOf('.') + 1)), 'Names that end like this are in no public DNS.'],
];

const fault = (detail: string) => refuse(invalidDomain, { detail });

/**
 * A domain that a tenant can prove to be its own, as it is stored and compared.
 * @throws 422 `domain.invalid` with the reason
 */
export function provableDomain(text: string, own: OwnAddresses): string {
  const name = domainName(text, own, fault);
  assertRules(provable, name, fault);
  return name;
}
