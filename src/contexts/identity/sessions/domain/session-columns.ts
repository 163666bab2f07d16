import { p } from '@mikro-orm/core';
import { created } from '#libs/columns';

/** Sessions of users and of operators have the same life cycle. */
export const sessionColumns = {
  ...created,
  ipAddress: p.string().columnType('inet').nullable(),
  userAgent: p.text().nullable(),
  authenticatedAt: p.datetime(),
  lastSeenAt: p.datetime(),
  expiresAt: p.datetime(),
  revokedAt: p.datetime().nullable(),
  revokedReason: p.string().length(100).nullable(),
};

export const refreshTokenColumns = {
  ...created,
  sessionId: p.uuid(),
  familyId: p.uuid(),
  tokenHash: p.string().length(64),
  successorId: p.uuid().nullable(),
  usedAt: p.datetime().nullable(),
  revokedAt: p.datetime().nullable(),
  expiresAt: p.datetime(),
};
