import { forbidden, refuse } from '#libs/kernel';
import type { Actor } from '#libs/request-context';
import { signInRequired } from '../problem/standard-problems.js';
import type { Access } from '../access/access.js';

/** @throws DomainError `unauthenticated` when nobody is signed in, `forbidden` when the actor lacks access */
export function assertAccess(access: Access, actor: Actor): void {
  if (access.kind === 'public') return;
  if (actor.kind === 'anonymous') throw refuse(signInRequired);
  if (!isAllowed(access, actor)) throw refuse(forbidden, { detail: denialDetail(access, actor) });
}

/** Names the permission, because the user has to ask an administrator for it. */
function denialDetail(access: Access, actor: Actor): string {
  const lacksRight = access.kind === 'permission' && actor.kind === 'user';
  return lacksRight ? `This needs the permission ${access.permission}.` : forbidden.detail;
}

function isAllowed(access: Access, actor: Actor): boolean {
  if (access.kind === 'operator') return actor.kind === 'operator';
  if (actor.kind !== 'user') return false;
  return access.kind !== 'permission' || actor.permissions.has(access.permission);
}
