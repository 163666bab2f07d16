import type { TenantRef } from '#libs/request-context';

/** Calls of one user or API key since they were last counted. */
export interface CallCount {
  /** user:<id> or api_key:<id>. */
  readonly principal: string;
  readonly calls: number;
  /** Of those, answered with 4xx or 5xx. */
  readonly errors: number;
}

/** What a process tells and asks of a tenant's calls of the month. */
export interface CallExchange {
  /** Used without having been taken. */
  readonly owed: number;
  /** Taken and not used. It counts only while the month is the one that ends at `resetsAt`. */
  readonly returned: number;
  readonly resetsAt: string | null;
  readonly wanted: number;
  readonly counts: readonly CallCount[];
}

export interface CallGrant {
  readonly granted: number;
  /** Null = the plan does not limit them. */
  readonly limit: number | null;
  /** By all processes, with what they hold. */
  readonly used: number;
  readonly resetsAt: string;
  readonly secondsLeft: number;
  /** Length of the month. */
  readonly seconds: number;
}

/** The shared count of a tenant's calls in this month. Implemented by whoever knows what its plan allows. */
export abstract class CallMeter {
  /** In one step, so that all processes together never take more than the plan allows. */
  abstract exchange(tenant: TenantRef, exchange: CallExchange): Promise<CallGrant>;
}
