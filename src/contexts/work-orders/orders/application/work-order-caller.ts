import { forbidden, refuse } from '#libs/kernel';
import { currentActor } from '#libs/request-context';

/** What the caller may do; the system itself may do everything. */
export function callerRights(): (permission: string) => boolean {
  const actor = currentActor();
  if (actor.kind === 'system') return () => true;
  return actor.kind === 'user' ? (permission) => actor.permissions.has(permission) : () => false;
}

/** @throws DomainError 403, for rights that only some bodies of a request need */
export function assertMay(permission: string): void {
  if (callerRights()(permission)) return;
  throw refuse(forbidden, { detail: `This needs the permission ${permission}.` });
}
