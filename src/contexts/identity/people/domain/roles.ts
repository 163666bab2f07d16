import { roles, type PermissionDefinition, type Role } from '#libs/kernel';
import { permissionNames, permissions, type PermissionName } from '../../../permissions.js';

export const roleDescriptions: Readonly<Record<Role, string>> = {
  admin: 'Runs the account: everything, including users and their rights.',
  manager: 'Plans and oversees the work: everything but the account itself and its users.',
  employee: 'Works in the office: sees everything and reports what has to be done.',
  technician: 'Does the work: sees and carries out what is assigned to them or their teams.',
  customer: 'Sees the facilities they are linked to with their machines, their requests and the work made from them.',
};

const byRole = new Map<Role, ReadonlySet<PermissionName>>(roles.map((role) => [role, new Set(rightsOf(role))]));

function rightsOf(role: Role): PermissionName[] {
  const has = (definition: PermissionDefinition): boolean => role === 'admin' || definition.roles.includes(role);
  return permissionNames.filter((name) => has(permissions[name]));
}

/** The permissions of a role, and those granted to the user. */
export function permissionsOf(role: Role, granted: readonly string[] = []): ReadonlySet<PermissionName> {
  const own = byRole.get(role)!;
  // A granted name that is no longer in the catalogue is ignored.
  return granted.length === 0 ? own : new Set([...own, ...permissionNames.filter((name) => granted.includes(name))]);
}
