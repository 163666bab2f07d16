import { enumeration } from '#libs/http';
import { roles } from '#libs/kernel';
import { permissionNames } from '../../../permissions.js';
import { roleDescriptions } from '../domain/roles.js';

export const role = enumeration({
  name: 'Role',
  description: `What users may do. ${roles.map((name) => `${name}: ${roleDescriptions[name]}`).join(' ')}`,
  values: roles,
});

export const permissionName = enumeration({
  name: 'PermissionName',
  description: 'What may be allowed or not',
  values: permissionNames,
});
