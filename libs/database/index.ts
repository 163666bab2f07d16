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
export { portTaken, startEmbeddedPostgres, StartupError, type EmbeddedPostgres } from './embedded/embedded-postgres.js';
export { created, timestamped, versioned } from './entity-columns.js';
export { insertRows } from './insert-rows.js';
export { isoUtc } from './iso-time.js';
export { anyOf, atOrAfter, before, equals, matches, sameText, type Condition } from './list/conditions.js';
export { LimitableQuery } from './limitable-query.js';
export { perExpansion } from './list/per-expansion.js';
export { tenantList, type ListRequest, type Page, type TenantList } from './list/tenant-list.js';
export { prepareLogins, type LoginOptions, type Logins } from './logins/prepare-logins.js';
export { checkDrift, type Drift } from './migrations/drift.js';
export { migratePublic, type PublicMigrationReport } from './migrations/migrate-public.js';
export { migrateTenants, type TenantMigrationReport } from './migrations/migrate-tenants.js';
export { migrationStatus, type MigrationStatus } from './migrations/migration-status.js';
export { provisionSchema } from './migrations/provision.js';
export { tenantRoles, type Isolation } from './migrations/roles.js';
export { PlatformDb } from './platform-db.js';
export { PlatformEntityManager } from './platform-entity-manager.js';
export { platformQuery, statementName, tenantQuery, type Params, type PreparedQuery } from './prepared-query.js';
export type { Statement, StatementResult } from './statement.js';
export { TenantDb } from './tenant-db.js';
export { PlatformUnitOfWork, UnitOfWork, type ChangeRecorder, type WriteWitness } from './unit-of-work.js';
export { withoutWaiting } from './without-waiting.js';
