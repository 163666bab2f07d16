// Past the unit of work: a tenant is made by the migrator's connection, in one transaction with its roles and its schema.
export const insertTenant = `insert into public.tenants
  (id, slug, name, schema_name, company_size, industry, status, trial_ends_at, settings, schema_version)
  values ($1, $2, $3, $4, $5, $6, 'trialing', $7, $8, $9)`;

export const insertDomain = `insert into public.domains (id, tenant_id, domain, is_primary, is_verified, verified_at)
  values ($1, $2, $3, true, true, $4)`;

export const setSchemaVersion = 'update public.tenants set schema_version = $2 where id = $1';
