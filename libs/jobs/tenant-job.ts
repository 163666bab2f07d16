import { Injectable } from '@nestjs/common';
import type { Statement } from '#libs/database';
import type { TenantRef } from '#libs/request-context';

/**
 * Work that falls due per tenant. It runs in the tenant's context in whichever process claims it; two may run at once when a
 * lease was lost, so what it writes must be guarded by a unique key.
 */
export interface TenantJob {
  /** Does what is due. @returns when to run again; null for never, until something changes */
  run(tenant: TenantRef): Promise<Date | null>;
  /**
   * Reads from the tenant's own tables when it must run at the latest: one row with `at`, null for never. A wake-up that is missing
   * or later is restored from it. Must be cheap, since it is executed for every tenant again and again.
   */
  nextWakeup(schema: string): Statement;
}

const kinds = new WeakMap<object, string>();

/** @param kind the value of `tenant_wakeups.kind` */
export function RunsPerTenant(kind: string) {
  return <T extends new (...args: never[]) => TenantJob>(target: T): void => {
    kinds.set(target, kind);
    Injectable()(target);
  };
}

export function jobKindOf(target: object): string | undefined {
  return kinds.get(target);
}
