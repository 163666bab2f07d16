export { metadataOf, type Change, type ChangeKind } from './unit-of-work/change.js';
export { assertVersion, isDuplicate, isInUse, staleError, unknownReference } from './unit-of-work/constraint-rules.js';
export { destroyConnection } from './connections/destroy-connection.js';
export { DatabaseModule, type DatabaseModuleOptions } from './database.module.js';
export { DatabaseClock } from './database-clock.js';
export { Databases, type DatabaseUrls } from './databases.js';
export { entityColumns, type EntityTable, type EntityView } from './statements/entity-columns.js';
export { insertRows } from './statements/insert-rows.js';
export { isoUtc } from './statements/iso-time.js';
export { anyOf, atOrAfter, before, equals, matches, matchesIn, sameText, type Condition } from './list/conditions.js';
export { LimitableQuery } from './statements/limitable-query.js';
export { perExpansion } from './list/per-expansion.js';
export type { ListRequest, Page } from '#libs/kernel';
export { tenantList, type TenantList } from './list/tenant-list.js';
export { PlatformDb } from './platform-db.js';
export { PlatformEntityManager } from './platform-entity-manager.js';
export {
  platformQuery,
  statementName,
  tenantQuery,
  type Params,
  type Query,
  type PreparedQuery,
} from './statements/prepared-query.js';
export { mustChange, refusalOf } from './unit-of-work/must-change.js';
export { sendBatch } from './wire/batch-query.js';
export { unnamed, type Statement, type StatementResult } from './statements/statement.js';
export { TenantDb } from './tenant-db.js';
export { PlatformUnitOfWork, UnitOfWork, type WriteHook } from './unit-of-work/unit-of-work.js';
export { asynchronousCommit } from './statements/asynchronous-commit.js';
export type { WriteRecorder, WriteSet } from './unit-of-work/write-set.js';
