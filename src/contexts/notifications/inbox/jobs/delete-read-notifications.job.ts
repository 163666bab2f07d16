import type { Statement } from '#libs/database';
import { RunsPerTenant, type TenantJob } from '#libs/jobs';
import { READ_NOTIFICATIONS, ReadNotificationService } from '../application/read-notification.service.js';

/** Deletes notifications some time after they were read. */
@RunsPerTenant(READ_NOTIFICATIONS)
export class DeleteReadNotificationsJob implements TenantJob {
  constructor(private readonly notifications: ReadNotificationService) {}

  run(): Promise<Date | null> {
    return this.notifications.deleteOld();
  }

  nextWakeup(schema: string): Statement {
    return this.notifications.lastMoment(schema);
  }
}
