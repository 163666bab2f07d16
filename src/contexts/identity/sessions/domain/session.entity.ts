import { defineEntity, p } from '@mikro-orm/core';
import { uuidv7 } from '#libs/kernel';
import { sessionColumns } from './session-columns.js';
import { openedAt, type SignInPlace } from './session-life.js';

export const SessionSchema = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  schema: '*',
  properties: {
    ...sessionColumns,
    userId: p.uuid(),
    twoFactor: p.boolean().onCreate(() => false),
    impersonatorId: p.uuid().nullable(),
  },
});

/** One sign-in of a user on one device, until it is signed out, expires or is ended. */
export class Session extends SessionSchema.class {
  static open(userId: string, place: SignInPlace): Session {
    return Object.assign(new Session(), {
      id: uuidv7(),
      userId,
      twoFactor: place.secondFactor !== undefined,
      ...openedAt(place),
    });
  }

  /** Of an operator who acts as the user; it counts while the operator's own row says so. */
  static impersonated(
    { operatorId, ...props }: { id: string; userId: string; operatorId: string; expiresAt: Date },
    place: SignInPlace,
  ): Session {
    return Object.assign(Session.open(props.userId, place), props, { impersonatorId: operatorId });
  }
}
SessionSchema.setClass(Session);
