import { domainToASCII } from 'node:url';
import { isDisposableEmailDomain } from 'disposable-email-domains-js';
import { getDomain } from 'tldts-icann';
import { freeMailDomains } from '../domain/free-mail-domains.js';

export type MailKind = 'company' | 'free' | 'disposable';

/** Where a mail address comes from, for counting. */
export interface MailOrigin {
  readonly kind: MailKind;
  /** The domain that somebody has registered: an owner has any number of names below it. */
  readonly domain: string;
  /** The same for all spellings of an address that lead to one mailbox. */
  readonly mailbox: string;
}

/** Writes `a.b+c@gmail.com` as `ab@gmail.com`: what follows a plus is a note nearly everywhere, dots count nowhere at Google. */
export function mailOrigin(email: string): MailOrigin {
  const at = email.lastIndexOf('@');
  const host = domainToASCII(email.slice(at + 1).trim()).replace(/\.$/, '') || email.slice(at + 1);
  const isGoogle = host === 'gmail.com' || host === 'googlemail.com';
  const name = email
    .slice(0, at)
    .trim()
    .toLowerCase()
    .replace(/(?<=.)\+.*$/, '');
  const mailbox = isGoogle ? `${name.replaceAll('.', '')}@gmail.com` : `${name}@${host}`;
  const domain = getDomain(host) ?? host;
  return { kind: kindOf(host, domain), domain: isGoogle ? 'gmail.com' : domain, mailbox };
}

function kindOf(host: string, domain: string): MailKind {
  if (isDisposableEmailDomain(host) || isDisposableEmailDomain(domain)) return 'disposable';
  return freeMailDomains.has(domain) ? 'free' : 'company';
}
