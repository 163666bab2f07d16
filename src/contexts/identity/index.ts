export type { NewAdmin } from './people/application/first-admin.service.js';
export type { NewOperator } from './operators/application/operator.service.js';
export type { NewUser } from './people/application/user.service.js';
export { isPermission, type PermissionName } from './people/domain/permissions.js';
export type { Role } from './people/domain/roles.js';
export { IdentityFacade } from './identity.facade.js';
export { IdentityModule } from './identity.module.js';
export type { IdentityReadContract } from './identity.read-contract.js';
