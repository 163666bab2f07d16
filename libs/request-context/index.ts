export { TenantDirectory } from './tenant-directory.js';
export { assertMaySetCosts, canSeeCosts, withoutHiddenCosts } from './costs.js';
export {
  carryContext,
  currentActor,
  currentContext,
  currentTenant,
  currentUserId,
  findContext,
  giveReason,
  limitedTo,
  principalOf,
  runInContext,
  runOutside,
  setContextBoundary,
  type ActingKey,
  type Actor,
  type Impersonation,
  type RequestContext,
  type Restriction,
  type TenantRef,
  type UserActor,
} from './request-context.js';
export { runAsSystem, runInTenant } from './run-in-tenant.js';
