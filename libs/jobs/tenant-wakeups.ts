import { Injectable } from '@nestjs/common';
import { PlatformDb } from '#libs/database';
import { uuidv7 } from '#libs/kernel';
import {
  claimDueTenants,
  deleteWakeup,
  releaseClaim,
  renewClaims,
  wakeTenantBy,
  writeNext,
  type ClaimedTenant,
  type ClaimHolder,
} from './tenant-wakeup.writes.js';

/** What became of a run. */
export interface RunOutcome {
  /** When to look at the tenant again; null for never, until something changes. */
  readonly next: Date | null;
  /** True when what was due still is: the tenant goes on waiting. */
  readonly isUndone?: boolean;
}

/** When each tenant is to be looked at next, by kind of work: one indexed query finds what is due among all tenants. */
@Injectable()
export class TenantWakeups {
  /** Whoever holds a claim says so again and again; when nothing was heard for so long another process takes over. */
  readonly leaseSeconds: number = 20;
  /** A tenant of whom something is due still, right after it was served, waits at least so long: it may be locked, and others have their turn. */
  readonly pauseSeconds: number = 5;
  private readonly processId = uuidv7();

  constructor(private readonly db: PlatformDb) {}

  private get holder(): ClaimHolder {
    return { processId: this.processId, leaseSeconds: this.leaseSeconds };
  }

  /** Takes due tenants for this process, so many of each kind, and moves their due time to the end of the claim. */
  async claimDue(kinds: readonly string[], limit: number): Promise<ClaimedTenant[]> {
    const [result] = await this.db.batch(claimDueTenants(kinds, limit, this.holder));
    return result!.rows as unknown as ClaimedTenant[];
  }

  /** Puts off the end of the claims, but for those that somebody took over. A wake-up that came in meanwhile stays as it is. */
  async renew(claims: readonly ClaimedTenant[]): Promise<void> {
    await this.db.batch(renewClaims(claims, this.holder));
  }

  /**
   * Writes the next time and lets the tenant go, unless someone took over. A wake-up that came in during the run has moved the
   * due time, and is kept if it is the earlier one.
   */
  async complete(claim: ClaimedTenant, { next, isUndone = false }: RunOutcome): Promise<void> {
    const written = next
      ? writeNext(claim, this.processId, { at: next, pauseSeconds: this.pauseSeconds, isUndone })
      : deleteWakeup(claim, this.processId);
    await this.db.batch(written, releaseClaim(claim, this.processId));
  }

  /** Asks for a look at the tenant at that time at the latest. The microsecond tells a running claim that something changed. */
  async wakeBy(tenantId: string, kind: string, dueAt: Date): Promise<void> {
    await this.db.batch(wakeTenantBy(tenantId, kind, dueAt));
  }

  /** By kind, since how many seconds that tenant waits which waits longest; kinds of which nothing is due are left out. */
  async lateness(): Promise<Record<string, number>> {
    const [result] = await this.db.batch({
      text: `select kind, round(extract(epoch from now() - min(coalesce(waiting_since, due_at))))::int as seconds
        from public.tenant_wakeups where waiting_since is not null or due_at <= now() group by kind order by kind`,
      values: [],
      writes: false,
    });
    const rows = result!.rows as unknown as { kind: string; seconds: number }[];
    return Object.fromEntries(rows.map(({ kind, seconds }) => [kind, seconds]));
  }
}
