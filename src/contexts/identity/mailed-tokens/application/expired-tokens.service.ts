import { Injectable } from '@nestjs/common';
import { isoUtc, TenantDb, type Statement } from '#libs/database';
import { TenantWakeups, wakeTenantBy } from '#libs/jobs';
import { Clock } from '#libs/kernel';
import type { TenantRef } from '#libs/request-context';
import { firstExpiry } from './mailed-token.queries.js';
import { deleteExpiredTokens } from './mailed-token.writes.js';

/** The kind of wake-up. */
export const EXPIRED_TOKENS = 'expired_tokens';
const DAY = 86_400_000;
const MAX_AT_ONCE = 1_000;
/** After so many batches other tenants come first. */
const MAX_BATCHES = 20;

/** Deletes tokens of every kind a day after they have expired. Nothing runs for a tenant to which none are issued. */
@Injectable()
export class ExpiredTokensService {
  /** By tenant, until when a run is known to be planned. */
  private readonly planned = new Map<string, number>();

  constructor(
    private readonly db: TenantDb,
    private readonly wakeups: TenantWakeups,
    private readonly clock: Clock,
  ) {}

  /** Once a day for each tenant. */
  async planRun(tenant: TenantRef, expiresAt: Date): Promise<void> {
    const now = this.clock.now().getTime();
    if ((this.planned.get(tenant.id) ?? 0) > now) return;
    this.planned.set(tenant.id, now + DAY);
    const isPlanned = await this.wakeups.wakeInBackground(tenant, EXPIRED_TOKENS, dayAfter(expiresAt));
    if (!isPlanned) this.planned.delete(tenant.id);
  }

  /** The same as a statement, for the transaction that makes the tenant. */
  plannedRun(tenantId: string, expiresAt: Date): Statement {
    return wakeTenantBy(tenantId, EXPIRED_TOKENS, dayAfter(expiresAt));
  }

  /** @returns when to run again: in a day at the earliest, but at once where there were too many for one run; null where none are left */
  async deleteExpired({ schema }: TenantRef): Promise<Date | null> {
    const now = this.clock.now();
    const before = new Date(now.getTime() - DAY);
    for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
      const [result] = await this.db.batch(deleteExpiredTokens(schema, before, MAX_AT_ONCE));
      if (result!.rowCount < MAX_AT_ONCE) return this.nextRunAt(schema, now);
    }
    return now;
  }

  private async nextRunAt(schema: string, now: Date): Promise<Date | null> {
    const [first] = await this.db.batch(firstExpiry(schema, 1));
    const at = first!.rows[0]?.['at'] as string | null;
    return at === null ? null : new Date(Math.max(Date.parse(isoUtc(at)), now.getTime() + DAY));
  }
}

function dayAfter(at: Date): Date {
  return new Date(at.getTime() + DAY);
}
