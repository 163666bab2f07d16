import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';
import { uuidv7 } from '#libs/kernel';

/** Those that are mailed as a link. */
export type MailedKind = 'email_verification' | 'password_reset';

export type VerificationKind = MailedKind | 'invitation' | 'two_factor_pending' | 'two_factor_enrolment';

export const VerificationTokenSchema = defineEntity({
  name: 'VerificationToken',
  tableName: 'verification_tokens',
  schema: '*',
  properties: {
    ...created,
    userId: p.uuid(),
    kind: p.string().length(50).$type<VerificationKind>(),
    tokenHash: p.string().length(64),
    payload: p
      .json()
      .$type<Record<string, unknown>>()
      .onCreate(() => ({})),
    attempts: p.integer().onCreate(() => 0),
    expiresAt: p.datetime(),
    consumedAt: p.datetime().nullable(),
  },
});

/** What a link that was mailed stands for. */
export interface MailedPayload {
  /** Where it was sent. */
  readonly email: string;
  /** Of an address to be verified: the one that the user had. */
  readonly from?: string;
  /** The user's, where another password makes the link worthless. */
  readonly authVersion?: number;
}

interface Issued {
  readonly kind: MailedKind;
  readonly userId: string;
  readonly hash: string;
  readonly payload: MailedPayload;
  readonly expiresAt: Date;
}

/** A single-use secret sent to a person, or handed out between two steps of a sign-in. */
export class VerificationToken extends VerificationTokenSchema.class {
  static issued({ hash, payload, ...props }: Issued): VerificationToken {
    return Object.assign(new VerificationToken(), props, { id: uuidv7(), tokenHash: hash, payload: { ...payload } });
  }

  /** Of a sign-in that waits for its second step. */
  static pending(props: { userId: string; tokenHash: string; payload: object; expiresAt: Date }): VerificationToken {
    return Object.assign(new VerificationToken(), props, { id: uuidv7(), kind: 'two_factor_pending' as const });
  }

  isValid(at: Date): boolean {
    return !this.consumedAt && this.expiresAt > at;
  }

  use(at: Date): void {
    this.consumedAt = at;
  }
}
VerificationTokenSchema.setClass(VerificationToken);
