import { Logger } from '@nestjs/common';
import { isoUtc, TenantDb, type Statement } from '#libs/database';
import { RunsPerTenant, TenantWakeups, type TenantJob } from '#libs/jobs';
import { Clock } from '#libs/kernel';
import type { TenantRef } from '#libs/request-context';
import { placeEventsOfReaders } from './event-feed.writes.js';
import { oldestKept } from './retention.queries.js';
import { deleteDelivered, deleteProcessed } from './retention.writes.js';

const KIND = 'delivered_events';
const DAY = 86_400_000;
const DAYS_KEPT = 7;
const MAX_AT_ONCE = 1_000;
/** After so many batches other tenants come first. */
const MAX_BATCHES = 20;

/**
 * Deletes events a week after their delivery, and the inbox rows that belong to them. Dead letters stay, with theirs, until somebody has
 * dealt with them. The job never runs for a tenant where nothing happens.
 */
@RunsPerTenant(KIND)
export class DeliveredEventsJob implements TenantJob {
  private readonly logger = new Logger('Outbox');
  /** By tenant, until when a run is known to be planned. */
  private readonly planned = new Map<string, number>();

  constructor(
    private readonly db: TenantDb,
    private readonly wakeups: TenantWakeups,
    private readonly clock: Clock,
  ) {}

  /** Plans a run for what was committed now, in the background and once a day for each tenant. */
  planRun({ id, slug }: TenantRef): void {
    const now = this.clock.now().getTime();
    if ((this.planned.get(id) ?? 0) > now) return;
    this.planned.set(id, now + DAY);
    this.wakeups.wakeBy(id, KIND, new Date(now + DAYS_KEPT * DAY)).catch((error: unknown) => {
      this.planned.delete(id);
      this.logger.warn(`Old events of ${slug} are deleted later: ${String(error)}`);
    });
  }

  /** Once a day at most while there are any, but at once again when there were too many for one run. */
  async run({ schema }: TenantRef): Promise<Date | null> {
    const now = this.clock.now().getTime();
    const before = new Date(now - DAYS_KEPT * DAY);
    for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
      const [, ...results] = await this.db.batch(
        placeEventsOfReaders(schema, MAX_AT_ONCE),
        deleteDelivered(schema, before, MAX_AT_ONCE),
        deleteProcessed(schema, before, MAX_AT_ONCE),
      );
      if (results.every(({ rowCount }) => rowCount < MAX_AT_ONCE)) return this.nextRunAt(schema, now);
    }
    return this.clock.now();
  }

  /** A day later than needed, because runs are a day apart. */
  nextWakeup(schema: string): Statement {
    return oldestKept(schema, DAYS_KEPT + 1);
  }

  private async nextRunAt(schema: string, now: number): Promise<Date | null> {
    const [oldest] = await this.db.batch(oldestKept(schema));
    const at = oldest!.rows[0]?.['at'] as string | null;
    return at === null ? null : new Date(Math.max(Date.parse(isoUtc(at)) + DAYS_KEPT * DAY, now + DAY));
  }
}
