export type { NewAdmin } from './application/first-admin.service.js';
export type { NewOperator } from './application/operator.service.js';
export type { NewUser } from './application/user.service.js';
export { isPermission, type PermissionName } from './domain/permissions.js';
export type { Role } from './domain/roles.js';
export { IdentityFacade } from './identity.facade.js';
export { IdentityModule } from './identity.module.js';
export type { IdentityReadContract } from './identity.read-contract.js';
