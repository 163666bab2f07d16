export { metadataOf, type Change, type ChangeKind } from './change.js';
export {
  assertVersion,
  declareConstraint,
  declareUniqueText,
  isDuplicate,
  isInUse,
  staleError,
  type ConstraintRule,
} from './constraint-rules.js';
export { cutOff } from './cut-off.js';
export { DatabaseModule, type DatabaseModuleOptions } from './database.module.js';
export { DatabaseClock } from './database-clock.js';
export { Databases, type DatabaseUrls } from './databases.js';
export { portTaken, startEmbeddedPostgres, StartupError, type EmbeddedPostgres } from '#libs/postgres-server';
export { created, timestamped, versioned } from '#libs/columns';
export { insertRows } from './insert-rows.js';
export { isoUtc } from './iso-time.js';
export { anyOf, atOrAfter, before, equals, matches, sameText, type Condition } from './list/conditions.js';
export { LimitableQuery } from './limitable-query.js';
export { perExpansion } from './list/per-expansion.js';
export { tenantList, type ListRequest, type Page, type TenantList } from './list/tenant-list.js';
export { prepareLogins, type LoginOptions, type Logins } from '#libs/postgres-server';
export { checkDrift, type Drift } from '#libs/migrations';
export { migratePublic, type PublicMigrationReport } from '#libs/migrations';
export { migrateTenants, type TenantMigrationReport } from '#libs/migrations';
export { migrationStatus, type MigrationStatus } from '#libs/migrations';
export { provisionSchema } from '#libs/migrations';
export { tenantRoles, type Isolation } from '#libs/migrations';
export { PlatformDb } from './platform-db.js';
export { PlatformEntityManager } from './platform-entity-manager.js';
export { platformQuery, statementName, tenantQuery, type Params, type PreparedQuery } from './prepared-query.js';
export type { Statement, StatementResult } from './statement.js';
export { TenantDb } from './tenant-db.js';
export { PlatformUnitOfWork, UnitOfWork, type ChangeRecorder, type WriteWitness } from './unit-of-work.js';
export { withoutWaiting } from './without-waiting.js';
