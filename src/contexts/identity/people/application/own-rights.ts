import { currentActor } from '#libs/request-context';
import { assertWithin, type Rights } from '../domain/rights.js';

/** The caller may not grant, or change users who have, more rights than the caller's own. The system has all rights. */
export function assertWithinOwnRights(...rights: Rights[]): void {
  const actor = currentActor();
  if (actor.kind === 'user') for (const each of rights) assertWithin(actor.permissions, each);
}
