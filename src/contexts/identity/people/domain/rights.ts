import { beyondOwnRights } from './user.errors.js';
import { refuse, type Role } from '#libs/kernel';
import { permissionsOf } from './roles.js';

export interface Rights {
  readonly role: Role;
  /** Beyond the role. */
  readonly granted: readonly string[];
}

/**
 * Nobody grants or revokes more rights than they have, or changes users who have more. Otherwise an editor of users could become admin,
 * or take over an admin's account. @throws 403 `user.beyond_own_rights`
 */
export function assertWithin(own: ReadonlySet<string>, { role, granted }: Rights): void {
  const missing = [...permissionsOf(role, granted)].filter((permission) => !own.has(permission));
  if (missing.length > 0) throw refuse(beyondOwnRights, { members: { missing } });
}
