import { Logger } from '@nestjs/common';
import { isoUtc, TenantDb, type Statement } from '#libs/database';
import { RunsPerTenant, TenantWakeups, type TenantJob } from '#libs/jobs';
import { Clock } from '#libs/kernel';
import type { TenantRef } from '#libs/request-context';
import { latestWakeup, nextExpiry } from './idempotency-key.queries.js';
import { deleteExpired } from './idempotency-key.writes.js';

const KIND = 'idempotency_keys';
const HOUR = 3_600_000;
const MAX_AT_ONCE = 1_000;

/** Deletes keys after a day. Never runs for a tenant that sends none. */
@RunsPerTenant(KIND)
export class ExpiredKeysJob implements TenantJob {
  private readonly logger = new Logger('Idempotency');
  /** By tenant, until when a run is known to be planned. */
  private readonly planned = new Map<string, number>();

  constructor(
    private readonly db: TenantDb,
    private readonly wakeups: TenantWakeups,
    private readonly clock: Clock,
  ) {}

  /** Plans a run, in the background and once an hour for each tenant. */
  planRun({ id, slug }: TenantRef, expiresAt: Date): void {
    const now = this.clock.now().getTime();
    if ((this.planned.get(id) ?? 0) > now) return;
    this.planned.set(id, now + HOUR);
    this.wakeups.wakeBy(id, KIND, expiresAt).catch((error: unknown) => {
      this.planned.delete(id);
      this.logger.warn(`Old keys of ${slug} are deleted later: ${String(error)}`);
    });
  }

  /** Once an hour at most while there are keys. */
  async run({ schema }: TenantRef): Promise<Date | null> {
    const now = this.clock.now();
    let deleted = MAX_AT_ONCE;
    while (deleted === MAX_AT_ONCE) {
      const [result] = await this.db.batch(deleteExpired(schema, now, MAX_AT_ONCE));
      deleted = result!.rowCount;
    }
    const [next] = await this.db.batch(nextExpiry(schema));
    const at = next!.rows[0]?.['at'] as string | null;
    return at === null ? null : new Date(Math.max(Date.parse(isoUtc(at)), now.getTime() + HOUR));
  }

  nextWakeup(schema: string): Statement {
    return latestWakeup(schema);
  }
}
