/** Owns every schema and table; nobody signs in as it. */
export const OWNER_ROLE = 'fp_owner';
/** The login for the shared tables. */
export const PLATFORM_ROLE = 'fp_platform';
/** The login for tenants' work: no rights of its own, member of each tenant's roles. */
export const APP_ROLE = 'fp_app';

export interface TenantRoles {
  /** May change the tenant's rows. */
  readonly rw: string;
  /** May read them. */
  readonly ro: string;
}

const SCHEMA_NAME = /^tenant_([a-z0-9_]{1,56})$/;

/** Names of a tenant's roles follow from its schema, at most 61 bytes long. */
export function tenantRoles(schema: string): TenantRoles {
  const name = SCHEMA_NAME.exec(schema)?.[1];
  if (!name) throw new Error(`"${schema}" is not the name of a tenant's schema: it must match ${SCHEMA_NAME.source}`);
  return { rw: `t_${name}_rw`, ro: `t_${name}_ro` };
}

export type Isolation = 'role' | 'schema';
