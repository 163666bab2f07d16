import { notFound } from '#libs/kernel';
import { currentActor } from '#libs/request-context';

/** Of the operator who asks. @throws 404 for whoever is none */
export function ownOperatorSession(): { readonly operatorId: string; readonly sessionId: string } {
  const actor = currentActor();
  if (actor.kind !== 'operator') throw notFound();
  return { operatorId: actor.id, sessionId: actor.sessionId };
}
