import { domainToUnicode } from 'node:url';
import type { DomainError } from '#libs/kernel';
import { isOneScript } from './domain-script.js';
import type { OwnAddresses } from './host-name.js';

/** What must not be true of a text, and why it is refused then. */
export type DomainRule = readonly [isBroken: (text: string) => boolean, reason: string];

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** On what was typed. */
const written: readonly DomainRule[] = [
  [(text) => text.includes('*'), 'A wildcard stands for many domains. Add each one.'],
  [(text) => /[/?#@\\]/.test(text), 'Give the domain alone, without scheme, user, path or query.'],
  [(text) => /^\[|:.*:/.test(text), 'An IP address is no domain.'],
  [(text) => text.includes(':'), 'Give the domain without a port.'],
  [(text) => /[\s%]/.test(text), 'A domain has neither spaces nor percent signs.'],
];

/** On the name in ASCII, and on what people see of it. */
const named: readonly DomainRule[] = [
  [(name) => /^\d+(\.\d+){3}$/.test(name), 'An IP address is no domain.'],
  [(name) => name.length > 253, 'A domain has at most 253 characters, as ASCII.'],
  [(name) => !name.split('.').every((part) => label.test(part)), 'This is no host name, such as "service.acme.com".'],
  [(name) => !name.includes('.'), 'A domain has at least two parts, such as "acme.com".'],
  // of letters that no name has in this form, such as capitals: it would be shown as another name, or as none
  [(name) => /(^|\.)xn--/.test(domainToUnicode(name)), 'Its punycode stands for no name.'],
  [
    (name) => !domainToUnicode(name).split('.').every(isOneScript),
    'It has symbols, or letters of several scripts in one part, which can look like another name.',
  ],
];

/**
 * A domain as it is stored and compared: punycode, lower case, without a final dot.
 * @param fault makes the error of a reason
 */
export function domainName(text: string, own: OwnAddresses, fault: (reason: string) => DomainError): string {
  assertRules(written, text, fault);
  const name = URL.parse(`http://${text.replace(/[.。．｡]$/u, '')}`)?.hostname ?? '';
  assertRules([...named, ofPlatform(own)], name, fault);
  return name;
}

function ofPlatform({ baseDomain, publicUrl }: OwnAddresses): DomainRule {
  const publicHost = publicUrl && new URL(publicUrl).hostname;
  const isOwn = (name: string) => name === baseDomain || name.endsWith(`.${baseDomain}`) || name === publicHost;
  return [isOwn, 'This domain belongs to the platform.'];
}

/** @throws the fault of the first rule that is broken */
export function assertRules(rules: readonly DomainRule[], text: string, fault: (reason: string) => DomainError): void {
  const broken = rules.find(([isBroken]) => isBroken(text));
  if (broken) throw fault(broken[1]);
}
