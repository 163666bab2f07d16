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

/** Why a tenant's schema stayed behind in the last run of migrations. */
export class TenantMigrationFailure extends TenantMigrationFailureSchema.class {}
TenantMigrationFailureSchema.setClass(TenantMigrationFailure);
