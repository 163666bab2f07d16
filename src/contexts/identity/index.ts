export { isPermission, permissionNames, permissions, type PermissionName } from './domain/permissions.js';
export { permissionsOf, roles, type Role } from './domain/roles.js';
export type { IdentityReadContract } from './identity.read-contract.js';
