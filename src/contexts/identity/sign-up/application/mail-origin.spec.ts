import { isDisposableEmailDomain } from 'disposable-email-domains-js';
import { freeMailDomains } from '../domain/free-mail-domains.js';
import { mailOrigin } from './mail-origin.js';

describe('mailOrigin', () => {
  it.each([
    ['ada@acme-lifts.com', 'company', 'acme-lifts.com'],
    ['ada@mail.north.acme-lifts.co.uk', 'company', 'acme-lifts.co.uk'],
    ['ada@výtahy.cz', 'company', 'xn--vtahy-qva.cz'],
    ['ada@acme.example', 'company', 'acme.example'],
    ['ada@shop.github.io', 'company', 'github.io'],
    ['ada@GMAIL.com', 'free', 'gmail.com'],
    ['ada@googlemail.com', 'free', 'gmail.com'],
    ['ada@yahoo.co.uk', 'free', 'yahoo.co.uk'],
    ['ada@mailinator.com', 'disposable', 'mailinator.com'],
    ['ada@any.name.mailinator.com', 'disposable', 'mailinator.com'],
    ['ada@localhost', 'company', 'localhost'],
  ])('of %s is %s, counted for %s', (email, kind, domain) => expect(mailOrigin(email)).toMatchObject({ kind, domain }));

  it.each([
    ['a.d.a+fieldpilot@gmail.com', 'ada@gmail.com'],
    ['ADA@googlemail.com', 'ada@gmail.com'],
    ['ada+1@acme.com', 'ada@acme.com'],
    ['a.da@acme.com', 'a.da@acme.com'],
    ['+1@acme.com', '+1@acme.com'],
  ])('counts %s as %s', (email, mailbox) => expect(mailOrigin(email).mailbox).toBe(mailbox));

  it('takes no provider of free mail for a disposable one', () => {
    expect([...freeMailDomains].filter(isDisposableEmailDomain)).toEqual([]);
  });
});
