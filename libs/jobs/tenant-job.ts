import { Injectable } from '@nestjs/common';
import type { Statement } from '#libs/database';
import type { TenantRef } from '#libs/request-context';

/**
 * Work that falls due per tenant. It runs in the tenant's context in whichever process claims it; two may run at once when a
 * lease was lost, so what it writes must be guarded by a unique key.
 */
export interface TenantJob {
  /** Does what is due and answers when the tenant is to be looked at again; null for never, until something changes. */
  run(tenant: TenantRef): Promise<Date | null>;
  /**
   * Asks the tenant's own tables when it has to be looked at by all means: one row with `at`, null for never. Where the wake-up is
   * missing or later it is made anew from the answer. Cheap: every tenant is asked again and again.
   */
  nextLook(schema: string): Statement;
}

const kinds = new WeakMap<object, string>();

/** @param kind the word in `tenant_wakeups.kind` */
export function RunsPerTenant(kind: string) {
  return <T extends new (...args: never[]) => TenantJob>(target: T): void => {
    kinds.set(target, kind);
    Injectable()(target);
  };
}

export function jobKindOf(target: object): string | undefined {
  return kinds.get(target);
}
