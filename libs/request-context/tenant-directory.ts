import type { TenantRef } from './request-context.js';

/** Finds tenants for work that starts without a request. The tenancy context implements it. */
export abstract class TenantDirectory {
  /** Undefined for a tenant that is gone or whose work must not run (suspended, another schema version). */
  abstract findWorkable(ids: readonly string[]): Promise<TenantRef[]>;

  /** One of so many parts, about equal, into which the tenants whose work may run are divided; the first is 0. */
  abstract workableSlice(slice: number, slices: number): Promise<TenantRef[]>;
}
