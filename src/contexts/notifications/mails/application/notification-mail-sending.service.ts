import { Injectable, Logger } from '@nestjs/common';
import { isoUtc, TenantDb, UnitOfWork } from '#libs/database';
import { Clock } from '#libs/kernel';
import { Mailer } from '#libs/mail';
import { currentTenant } from '#libs/request-context';
import { MailTimesService } from '../../preferences/application/mail-times.service.js';
import type { MailTimes } from '../../preferences/domain/mail-times.js';
import { endOfQuiet, mailTime } from '../domain/mail-time.js';
import { nextMailRun, recipientsDue } from './notification-mail.queries.js';
import { postpone, takeDue, takeWaiting } from './notification-mail.writes.js';
import { mailData, notificationsMail } from './notifications.mail.js';

type Recipient = typeof recipientsDue.row;

const AT_ONCE = 100;

/** Makes one mail for each recipient of what is due. */
@Injectable()
export class NotificationMailSendingService {
  private readonly logger = new Logger('Notifications');

  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly times: MailTimesService,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
  ) {}

  /** @returns when something is due next; null for never */
  async sendDue(): Promise<Date | null> {
    const recipients = await this.db.run(recipientsDue, { limit: AT_ONCE });
    const timesOf = await this.times.of(recipients.map(({ id }) => id));
    for (const recipient of recipients) await this.serve(recipient, timesOf(recipient.id));
    const next = await this.db.one(nextMailRun, {});
    return next?.at ? new Date(isoUtc(next.at)) : null;
  }

  /** By what they have chosen now, which may have changed since something was told. */
  private async serve(recipient: Recipient, times: MailTimes): Promise<void> {
    const now = this.clock.now();
    const timezone = recipient.timezone ?? currentTenant().timezone;
    const chosen = mailTime(new Date(isoUtc(recipient.toldAt)), times, timezone);
    const at = times.quietHours !== null && chosen <= now ? endOfQuiet(now, times.quietHours, timezone) : chosen;
    if (at > now) return void (await this.db.run(postpone, { userId: recipient.id, at }));
    try {
      await this.send(recipient, times);
    } catch (error) {
      this.logger.error(`What waits to be mailed to ${recipient.id} is tried again in an hour: ${String(error)}`);
      await this.db.run(postpone, { userId: recipient.id, at: new Date(now.getTime() + 3_600_000) });
    }
  }

  /** What is taken is mailed in the same transaction, so in one mail however many processes do so. */
  private send({ id, email, locale, canBeMailed }: Recipient, { emailDelivery }: MailTimes): Promise<void> {
    return this.unitOfWork.transactional(async () => {
      const take = emailDelivery === 'daily' ? takeDue : takeWaiting;
      const taken = await this.db.run(take, { userId: id });
      if (taken.length === 0 || !canBeMailed) return;
      const inOrder = [...taken].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
      await this.mailer.queue(notificationsMail, { to: email, locale, data: mailData(inOrder) });
    });
  }
}

function keyOf({ createdAt, id }: { readonly createdAt: string; readonly id: string }): string {
  return `${isoUtc(createdAt)} ${id}`;
}
