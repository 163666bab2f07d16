import type { TenantRef } from './request-context.js';

/** Finds tenants for work that starts without a request. The tenancy context implements it. */
export abstract class TenantDirectory {
  /** Undefined for a tenant that is gone or whose work must not run (suspended, another schema version). */
  abstract findWorkable(ids: readonly string[]): Promise<TenantRef[]>;
}
