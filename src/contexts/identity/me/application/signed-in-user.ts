import { notFound } from '#libs/kernel';
import { currentActor, type UserActor } from '#libs/request-context';

/** The caller of a route about their own account. */
export function signedInUser(): UserActor {
  const actor = currentActor();
  if (actor.kind !== 'user') throw notFound();
  return actor;
}
