import { type OperatorPermissionDefinition, type OperatorRole } from '#libs/kernel';
import { operatorPermissionNames, operatorPermissions, type OperatorPermissionName } from '../../../permissions.js';

export const operatorRoleDescriptions: Readonly<Record<OperatorRole, string>> = {
  support: 'Answers questions of customers: sees how they fare, and changes nothing.',
  admin: 'Runs the platform: everything that operators can do.',
};

const includes = (role: OperatorRole, { roles }: OperatorPermissionDefinition): boolean =>
  role === 'admin' || roles.includes(role);

const byRole: Readonly<Record<OperatorRole, ReadonlySet<OperatorPermissionName>>> = {
  support: permissionsWith('support'),
  admin: permissionsWith('admin'),
};

function permissionsWith(role: OperatorRole): ReadonlySet<OperatorPermissionName> {
  return new Set(operatorPermissionNames.filter((name) => includes(role, operatorPermissions[name])));
}

export function permissionsOfOperator(role: OperatorRole): ReadonlySet<OperatorPermissionName> {
  return byRole[role];
}
