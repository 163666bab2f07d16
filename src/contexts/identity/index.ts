export type { NewAdmin } from './people/application/first-admin.service.js';
export type { NewOperator } from './operators/application/operator.service.js';
export type { NewUser } from './people/application/user.service.js';
export { actorKind } from './audit-log/http/audit-log.dto.js';
export { role } from './people/http/user-enumerations.js';
export { IdentityFacade } from './identity.facade.js';
export { IdentityModule } from './identity.module.js';
export { StoredSecretsFacade } from './stored-secrets.facade.js';
export type { IdentityReadContract } from './identity.read-contract.js';
