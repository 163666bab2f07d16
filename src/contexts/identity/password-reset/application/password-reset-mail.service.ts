import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { Clock } from '#libs/kernel';
import { Mailer, type MailTemplate } from '#libs/mail';
import { MailedTokenService } from '../../mailed-tokens/application/mailed-token.service.js';
import { tokensSince } from '../../mailed-tokens/application/mailed-token.queries.js';
import { userByEmail } from '../../sessions/application/sign-in.queries.js';
import { after } from '../../sessions/domain/token-lifetimes.js';
import { passwordResetMail } from './password.mails.js';

const KIND = 'password_reset';
const MINUTES = 20;
/** Whoever asks again and again for somebody else fills no mailbox; the last link stays valid meanwhile. */
const MOST_MAILS = 3;
const WINDOW_SECONDS = 15 * 60;

interface Recipient {
  readonly id: string;
  readonly email: string;
  readonly locale?: string | null;
  readonly authVersion: number;
}

/** Mails links with which a new password is set. */
@Injectable()
export class PasswordResetMailService {
  constructor(
    private readonly db: TenantDb,
    private readonly tokens: MailedTokenService,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
  ) {}

  /** Does nothing where there is no active user of this address. Call it in a transaction. */
  async answer(email: string): Promise<void> {
    const user = await this.db.one(userByEmail, { email });
    if (!user?.is_active) return;
    await this.tokens.lockUser(user.id);
    const since = after(this.clock.now(), -WINDOW_SECONDS);
    const mailed = await this.db.count(tokensSince, { userId: user.id, kind: KIND, since });
    if (mailed < MOST_MAILS) await this.send({ ...user, email, authVersion: user.auth_version }, passwordResetMail);
  }

  /** In the open transaction. */
  async send(
    { id, email, locale, authVersion }: Recipient,
    template: MailTemplate<{ token: string; minutes: number }>,
  ): Promise<void> {
    const { text: token, end } = await this.tokens.issue(KIND, id, { email, authVersion }, MINUTES * 60);
    await this.mailer.queue(template, { to: email, locale, data: { token, minutes: MINUTES }, validUntil: end });
  }
}
