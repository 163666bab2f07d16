import { defineEntity, p } from '@mikro-orm/core';

export const TenantMigrationFailureSchema = defineEntity({
  name: 'TenantMigrationFailure',
  tableName: 'tenant_migration_failures',
  properties: {
    tenantId: p.uuid().primary(),
    migration: p.string(),
    error: p.text(),
    attempts: p.integer().onCreate(() => 1),
    failedAt: p.datetime().onCreate(() => new Date()),
  },
});

/** Why a tenant's schema could not be migrated in the last run. */
export class TenantMigrationFailure extends TenantMigrationFailureSchema.class {}
TenantMigrationFailureSchema.setClass(TenantMigrationFailure);
