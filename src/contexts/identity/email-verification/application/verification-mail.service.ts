import { Injectable } from '@nestjs/common';
import type { Statement } from '#libs/database';
import { Mailer, MailWakeups, type MailRequest } from '#libs/mail';
import { currentTenant } from '#libs/request-context';
import { MailedTokenService } from '../../mailed-tokens/application/mailed-token.service.js';
import {
  emailChangeWantedMail,
  newEmailMail,
  verifyEmailMail,
  type VerificationLink,
} from './email-verification.mails.js';

const KIND = 'email_verification';
const MINUTES = 20;

interface Recipient {
  readonly id: string;
  readonly email: string;
  readonly locale?: string | null;
}

/** Mails links that show whose an address is: that of the user, or the one that is to take its place. A new link makes the former worthless. */
@Injectable()
export class VerificationMailService {
  constructor(
    private readonly tokens: MailedTokenService,
    private readonly mailer: Mailer,
    private readonly wakeups: MailWakeups,
  ) {}

  /** In the open transaction. */
  async send({ id, email, locale }: Recipient): Promise<void> {
    const issued = await this.tokens.issue(KIND, id, { email, from: email }, MINUTES * 60);
    await this.mailer.queue(verifyEmailMail, mailWith(issued, email, locale));
  }

  /** In the open transaction. The change is as good as the password that it was asked with: another one makes the link worthless. */
  async sendForChange(
    { id, email, locale, authVersion }: Recipient & { authVersion: number },
    to: string,
  ): Promise<void> {
    const issued = await this.tokens.issue(KIND, id, { email: to, from: email, authVersion }, MINUTES * 60);
    await this.mailer.queue(newEmailMail, mailWith(issued, to, locale));
    await this.mailer.queue(emailChangeWantedMail, { to: email, locale, data: {} });
  }

  /** For the first user of a new tenant, in the transaction that makes it. Afterwards call {@link announce}. */
  statements({ id, email }: Recipient): Statement[] {
    const { statements, ...issued } = this.tokens.first(KIND, id, { email, from: email }, MINUTES * 60);
    return [...statements, ...this.mailer.statements(currentTenant(), verifyEmailMail, mailWith(issued, email))];
  }

  announce(): Promise<void> {
    return this.wakeups.wakeTenant(currentTenant().id);
  }
}

interface IssuedToken {
  readonly text: string;
  readonly end: Date;
}

function mailWith(
  { text: token, end }: IssuedToken,
  to: string,
  locale: string | null = null,
): MailRequest<VerificationLink> {
  return { to, locale, data: { token, minutes: MINUTES }, validUntil: end };
}
