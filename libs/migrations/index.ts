export { checkDrift, type Drift } from './drift.js';
export { migratePublic, type PublicMigrationReport } from './migrate-public.js';
export { migrateTenants, type TenantMigrationReport } from './migrate-tenants.js';
export { migrationStatus, type MigrationStatus } from './migration-status.js';
export { migrationsFolder } from './migration-files.js';
export { provisionSchema } from './provision.js';
export { tenantRoles, type Isolation } from './roles.js';
