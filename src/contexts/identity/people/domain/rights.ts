import { beyondOwnRights } from './user.errors.js';
import { refuse, type Role } from '#libs/kernel';
import { permissionsOf } from './roles.js';

export interface Rights {
  readonly role: Role;
  /** Beyond the role. */
  readonly granted: readonly string[];
}

/**
 * Nobody gives, takes or touches more than they have: else whoever may edit users could make themselves admin, or take over an
 * admin's account. @throws 403 `user.beyond_own_rights`
 */
export function assertWithin(own: ReadonlySet<string>, { role, granted }: Rights): void {
  const missing = [...permissionsOf(role, granted)].filter((permission) => !own.has(permission));
  if (missing.length > 0) throw refuse(beyondOwnRights, { members: { missing } });
}
