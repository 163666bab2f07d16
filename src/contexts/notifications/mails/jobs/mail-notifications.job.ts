import type { Statement } from '#libs/database';
import { RunsPerTenant, type TenantJob } from '#libs/jobs';
import { NotificationMailSendingService } from '../application/notification-mail-sending.service.js';
import { nextMailRun } from '../application/notification-mail.queries.js';
import { NOTIFICATION_MAILS } from '../application/notification-mail.service.js';

/** Mails people what they were told. */
@RunsPerTenant(NOTIFICATION_MAILS)
export class MailNotificationsJob implements TenantJob {
  constructor(private readonly mails: NotificationMailSendingService) {}

  run(): Promise<Date | null> {
    return this.mails.sendDue();
  }

  nextWakeup(schema: string): Statement {
    return nextMailRun.bind(schema, {});
  }
}
