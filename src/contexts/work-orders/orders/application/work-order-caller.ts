import { forbidden, refuse } from '#libs/kernel';
import { currentActor } from '#libs/request-context';

/** The caller's permissions; the system may do everything. */
export function callerRights(): (permission: string) => boolean {
  const actor = currentActor();
  if (actor.kind === 'system') return () => true;
  return actor.kind === 'user' ? (permission) => actor.permissions.has(permission) : () => false;
}

/** For permissions that depend on the body of a request. @throws DomainError 403 */
export function assertMay(permission: string): void {
  if (callerRights()(permission)) return;
  throw refuse(forbidden, { detail: `This needs the permission ${permission}.` });
}
