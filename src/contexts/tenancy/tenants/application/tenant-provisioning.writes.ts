// Past the unit of work: a tenant is made by the migrator's connection, in one transaction with its roles and its schema.
import type { Statement } from '#libs/database';

const writing = (text: string, ...values: readonly unknown[]): Statement => ({ text, values, writes: true });

export const insertTenant = (values: readonly unknown[]): Statement =>
  writing(
    `insert into public.tenants
      (id, slug, name, schema_name, company_size, industry, status, trial_ends_at, settings, schema_version, plan_slug, users_count, usage_measured_at)
      values ($1, $2, $3, $4, $5, $6, 'trialing', $7, $8, $9, $10, $11, $12)`,
    ...values,
  );

export const insertDomain = (id: string, tenantId: string, domain: string, now: Date): Statement =>
  writing(
    `insert into public.domains (id, tenant_id, domain, is_primary, is_verified, verified_at)
      values ($1, $2, $3, true, true, $4)`,
    ...[id, tenantId, domain, now],
  );

export const setSchemaVersion = (tenantId: string, version: number): Statement =>
  writing('update public.tenants set schema_version = $2 where id = $1', tenantId, version);
