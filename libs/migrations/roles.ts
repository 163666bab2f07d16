/** Owns every schema and table, and cannot log in. */
export const OWNER_ROLE = 'fp_owner';
/** The login for the shared tables. */
export const PLATFORM_ROLE = 'fp_platform';
/** The login for work of tenants: it has no privileges of its own, and is a member of each tenant's roles. */
export const APP_ROLE = 'fp_app';

export interface TenantRoles {
  /** May read and change the tenant's rows. */
  readonly rw: string;
  /** May only read them. */
  readonly ro: string;
}

const SCHEMA_NAME = /^tenant_([a-z0-9_]{1,56})$/;

/** The names of a tenant's roles, derived from its schema, at most 61 bytes long. */
export function tenantRoles(schema: string): TenantRoles {
  const name = SCHEMA_NAME.exec(schema)?.[1];
  if (!name) throw new Error(`"${schema}" is not the name of a tenant's schema: it must match ${SCHEMA_NAME.source}`);
  return { rw: `t_${name}_rw`, ro: `t_${name}_ro` };
}

export type Isolation = 'role' | 'schema';
