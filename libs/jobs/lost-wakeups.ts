import { Injectable } from '@nestjs/common';
import { PlatformDb, type Statement } from '#libs/database';
import { uuidv7 } from '#libs/kernel';
import { claimLease } from './lease.writes.js';
import { findLostWakeups, restoreLostWakeups, type WantedWakeup } from './lost-wakeup.writes.js';

export interface LostWakeup extends WantedWakeup {
  /** The time that was stored instead, which is too late; null when there was none. */
  readonly storedDueAt: string | null;
}

/** Compares the wake-ups that tenants should have with those that are stored, in one statement. */
@Injectable()
export class LostWakeups {
  /** Between two runs, whichever processes do them. */
  readonly intervalSeconds: number = 55;
  private readonly processId = uuidv7();

  constructor(private readonly db: PlatformDb) {}

  /** The number of this run, one more than that of the last; null when it is not time yet. */
  async claimRun(): Promise<number | null> {
    const [result] = await this.db.batch(claimLease('wakeup_reconciliation', this.processId, this.intervalSeconds));
    return (result!.rows[0]?.['fencing'] as number | undefined) ?? null;
  }

  async find(wanted: readonly WantedWakeup[]): Promise<LostWakeup[]> {
    return this.run(findLostWakeups(wanted), wanted);
  }

  /** Writes those that were lost again, and returns them. */
  async restore(wanted: readonly WantedWakeup[]): Promise<LostWakeup[]> {
    return this.run(restoreLostWakeups(wanted), wanted);
  }

  private async run(statement: Statement, wanted: readonly WantedWakeup[]): Promise<LostWakeup[]> {
    if (wanted.length === 0) return [];
    const [result] = await this.db.batch(statement);
    const byKey = new Map(wanted.map((one) => [`${one.kind} ${one.tenantId}`, one]));
    return result!.rows.map(({ tenant_id, kind, known_at }) => ({
      ...byKey.get(`${String(kind)} ${String(tenant_id)}`)!,
      storedDueAt: known_at as string | null,
    }));
  }
}
