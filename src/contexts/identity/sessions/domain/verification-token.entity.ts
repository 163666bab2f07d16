import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';

export type VerificationKind =
  'email_verification' | 'password_reset' | 'invitation' | 'two_factor_pending' | 'two_factor_enrolment';

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

/** A single-use secret sent to a person, or handed out between two steps of a sign-in. */
export class VerificationToken extends VerificationTokenSchema.class {}
VerificationTokenSchema.setClass(VerificationToken);
