import type { TenantRef } from './request-context.js';

/** Finds tenants for work without a request. Implemented by the tenancy context. */
export abstract class TenantDirectory {
  /** Leaves out tenants that do not exist or whose work must not run (suspended, another schema version). */
  abstract findWorkable(ids: readonly string[]): Promise<TenantRef[]>;

  /** One of `slices` parts of about equal size into which these tenants are divided; the first is 0. */
  abstract workableSlice(slice: number, slices: number): Promise<TenantRef[]>;
}
