export { checkDrift, type Drift } from './drift.js';
export { migratePublic, type PublicMigrationReport } from './migrate-public.js';
export { migrateTenants, type TenantMigrationReport } from './migrate-tenants.js';
export { migrationStatus, type MigrationStatus } from './migration-status.js';
export { migrationsFolder } from './migration-files.js';
export { provisionSchema } from './provision.js';
export { APP_ROLE, OWNER_ROLE, PLATFORM_ROLE, tenantRoles, type Isolation } from './roles.js';
