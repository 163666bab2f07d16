import { defineEvent } from '#libs/kernel';

export interface ApproachedLimit {
  readonly limit: 'users' | 'equipment' | 'storage_bytes' | 'api_calls';
  /** So much of it is in use at least. */
  readonly percent: 80 | 100;
  readonly used: number;
  readonly allowed: number;
  readonly plan: string | null;
}

/** Once for each time that use rises to 80 or 100 per cent: not again before it was below. The aggregate is the tenant. */
export const planLimitApproached = defineEvent<ApproachedLimit>('plan_limit.approached', 'plan_limit');
