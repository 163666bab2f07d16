export { TenantDirectory } from './tenant-directory.js';
export { assertMaySetCosts, canSeeCosts, withoutHiddenCosts } from './costs.js';
export {
  currentActor,
  currentContext,
  currentTenant,
  currentUserId,
  findContext,
  limitedTo,
  principalOf,
  runAsSystem,
  runInContext,
  setContextBoundary,
  type ActingKey,
  type Actor,
  type RequestContext,
  type TenantRef,
  type UserActor,
} from './request-context.js';
