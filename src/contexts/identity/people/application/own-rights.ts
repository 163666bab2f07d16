import { currentActor } from '#libs/request-context';
import { assertWithin, type Rights } from '../domain/rights.js';

/** What the caller gives or touches must lie within what the caller has. The system itself has everything. */
export function assertWithinOwnRights(...rights: Rights[]): void {
  const actor = currentActor();
  if (actor.kind === 'user') for (const each of rights) assertWithin(actor.permissions, each);
}
