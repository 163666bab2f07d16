import type { TenantRef } from '#libs/request-context';

/** Calls of one user or API key since they were last counted. */
export interface CallCount {
  /** user:<id> or api_key:<id>. */
  readonly principal: string;
  readonly calls: number;
  /** Of those, answered with 4xx or 5xx. */
  readonly errors: number;
}

/** What a process reports and requests of a tenant's calls of the month. */
export interface CallExchange {
  /** Used beyond what was granted. */
  readonly owed: number;
  /** Granted and not used. Void unless the month is still the one that ends at `resetsAt`. */
  readonly returned: number;
  readonly resetsAt: string | null;
  readonly wanted: number;
  readonly counts: readonly CallCount[];
}

export interface CallGrant {
  readonly granted: number;
  /** Null = the plan does not limit them. */
  readonly limit: number | null;
  /** By all processes, including what they hold in advance. */
  readonly used: number;
  readonly resetsAt: string;
  readonly secondsLeft: number;
  /** Length of the month. */
  readonly seconds: number;
}

/** The shared count of a tenant's calls in this month. Implemented by the context that knows the plan. */
export abstract class CallMeter {
  /** Atomic, so that all processes together never take more than the plan allows. */
  abstract exchange(tenant: TenantRef, exchange: CallExchange): Promise<CallGrant>;
}
