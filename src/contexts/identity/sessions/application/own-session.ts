import { notFound } from '#libs/kernel';
import { currentActor } from '#libs/request-context';

export interface OwnSession {
  readonly userId: string;
  readonly sessionId: string;
}

/** Of the user who asks. @throws 404 for whoever is none, or has no session */
export function ownSession(): OwnSession {
  const actor = currentActor();
  if (actor.kind !== 'user' || actor.sessionId === undefined) throw notFound();
  return { userId: actor.id, sessionId: actor.sessionId };
}
