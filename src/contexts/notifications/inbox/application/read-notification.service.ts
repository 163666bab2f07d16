import { Injectable, Logger } from '@nestjs/common';
import { isoUtc, TenantDb, type Statement } from '#libs/database';
import { TenantWakeups } from '#libs/jobs';
import { Clock } from '#libs/kernel';
import type { TenantRef } from '#libs/request-context';
import { oldestRead } from './notification.queries.js';
import { deleteRead } from './notification.writes.js';

/** The kind of wake-up for notifications that were read. */
export const READ_NOTIFICATIONS = 'read_notifications';

const DAY = 86_400_000;
const DAYS_KEPT = 90;
const AT_ONCE = 1_000;
/** After so many batches other tenants come first. */
const MOST_BATCHES = 20;

/** Notifications that were read stay for a while; those that were not stay until they are. */
@Injectable()
export class ReadNotificationService {
  private readonly logger = new Logger('Notifications');
  /** By tenant, until when a run is known to be planned. */
  private readonly planned = new Map<string, number>();

  constructor(
    private readonly db: TenantDb,
    private readonly wakeups: TenantWakeups,
    private readonly clock: Clock,
  ) {}

  /** In the background, once a day for each tenant. */
  planDeletion({ id, slug }: TenantRef): void {
    const now = this.clock.now().getTime();
    if ((this.planned.get(id) ?? 0) > now) return;
    this.planned.set(id, now + DAY);
    this.wakeups.wakeBy(id, READ_NOTIFICATIONS, new Date(now + DAYS_KEPT * DAY)).catch((error: unknown) => {
      this.planned.delete(id);
      this.logger.warn(`Read notifications of ${slug} are deleted later: ${String(error)}`);
    });
  }

  /** @returns when to look again: a day later at the earliest, but at once where there were too many for one run; null for never */
  async deleteOld(): Promise<Date | null> {
    const now = this.clock.now().getTime();
    const before = new Date(now - DAYS_KEPT * DAY);
    for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
      const deleted = await this.db.run(deleteRead, { before, limit: AT_ONCE });
      if (deleted.length === AT_ONCE) continue;
      const oldest = await this.db.one(oldestRead, { days: DAYS_KEPT });
      return oldest?.at ? new Date(Math.max(Date.parse(isoUtc(oldest.at)), now + DAY)) : null;
    }
    return this.clock.now();
  }

  /** A day later than needed, because runs are a day apart. */
  lastMoment(schema: string): Statement {
    return oldestRead.bind(schema, { days: DAYS_KEPT + 1 });
  }
}
