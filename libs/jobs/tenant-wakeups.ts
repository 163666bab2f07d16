import { Injectable, Logger } from '@nestjs/common';
import { PlatformDb } from '#libs/database';
import { uuidv7 } from '#libs/kernel';
import { runAsSystem, runOutside, type TenantRef } from '#libs/request-context';
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
  /** When to run again; null for never, until something changes. */
  readonly next: Date | null;
  /** What was due still is, so the tenant's waiting time goes on. */
  readonly isStillDue?: boolean;
  /** What it failed of, for operators; undefined also where it could not even begin. */
  readonly error?: string | undefined;
}

/** When each tenant has work due, by kind: one indexed query finds what is due among all tenants. */
@Injectable()
export class TenantWakeups {
  /** A claim that was not renewed for so long is taken over by another process. */
  readonly leaseSeconds: number = 20;
  /** A tenant that has work due right after its run waits at least so long: its rows may be locked, and other tenants come first. */
  readonly pauseSeconds: number = 5;
  private readonly processId = uuidv7();
  private readonly logger = new Logger('Jobs');

  constructor(private readonly db: PlatformDb) {}

  private get holder(): ClaimHolder {
    return { processId: this.processId, leaseSeconds: this.leaseSeconds };
  }

  /** Claims due tenants for this process, up to the limit for each kind, and moves their due time to the end of the claim. */
  async claimDue(kinds: readonly string[], limit: number): Promise<ClaimedTenant[]> {
    const [result] = await this.db.batch(claimDueTenants(kinds, limit, this.holder));
    return result!.rows as unknown as ClaimedTenant[];
  }

  /** Extends the claims that no other process took over. A wake-up that was written meanwhile stays as it is. */
  async renew(claims: readonly ClaimedTenant[]): Promise<void> {
    await this.db.batch(renewClaims(claims, this.holder));
  }

  /**
   * Writes the next due time and releases the claim, unless another process took over. A wake-up that was written during the run
   * is kept if it is the earlier one.
   */
  async complete(claim: ClaimedTenant, { next, isStillDue = false, error }: RunOutcome): Promise<void> {
    const written = next
      ? writeNext(claim, this.processId, {
          at: next,
          pauseSeconds: this.pauseSeconds,
          isStillDue,
          error: error ?? null,
        })
      : deleteWakeup(claim, this.processId);
    await this.db.batch(written, releaseClaim(claim, this.processId));
  }

  /** Has the job run for the tenant at that time at the latest; null for at once, by the clock of the database, which claims go by. */
  async wakeBy(tenantId: string, kind: string, dueAt: Date | null): Promise<void> {
    await this.db.batch(wakeTenantBy(tenantId, kind, dueAt));
  }

  /** The same in the background, apart from the request that asks for it. @returns whether it was written; where not, the log says so */
  async wakeInBackground({ id, slug }: TenantRef, kind: string, dueAt: Date): Promise<boolean> {
    try {
      await runOutside(() => runAsSystem('wake-ups', () => this.wakeBy(id, kind, dueAt)));
      return true;
    } catch (error) {
      this.logger.warn(`The wake-up of ${slug} for ${kind} comes later: ${String(error)}`);
      return false;
    }
  }

  /** By kind, how many seconds the longest-waiting tenant has waited; kinds with nothing due are left out. */
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
