import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#libs/database';
import { TenantWakeups } from '#libs/jobs';
import { Clock } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import type { MailTimes } from '../../preferences/domain/mail-times.js';
import { mailTime } from '../domain/mail-time.js';
import { insertWaiting } from './notification-mail.writes.js';
import type { MailedText } from './notifications.mail.js';

/** The kind of wake-up for what waits to be mailed. */
export const NOTIFICATION_MAILS = 'notification_mails';

/** A run that is planned at least so much later finds what is written now. */
const MARGIN_MILLISECONDS = 5_000;

interface ToMail extends MailedText {
  readonly userId: string;
  readonly timezone: string;
  readonly times: MailTimes;
}

/** Has people told by mail: what is told together becomes one, at the time that they have chosen. */
@Injectable()
export class NotificationMailService {
  /** By tenant, when the next run is planned at the latest. */
  private readonly planned = new Map<string, number>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly wakeups: TenantWakeups,
    private readonly clock: Clock,
  ) {}

  /** In the open transaction. */
  async add(texts: readonly ToMail[]): Promise<void> {
    if (texts.length === 0) return;
    const { id, schema } = currentTenant();
    const at = this.clock.now();
    const waiting = texts.map((text) => ({ ...text, dueAt: mailTime(at, text.times, text.timezone) }));
    await this.unitOfWork.execute(insertWaiting(schema, waiting, at));
    await this.planRun(id, Math.min(...waiting.map(({ dueAt }) => dueAt.getTime())), at.getTime());
  }

  /** Before the commit: nothing is due earlier than a minute later. */
  private async planRun(tenantId: string, dueAt: number, now: number): Promise<void> {
    const planned = this.planned.get(tenantId) ?? 0;
    if (planned > now + MARGIN_MILLISECONDS && planned <= dueAt) return;
    await this.wakeups.wakeBy(tenantId, NOTIFICATION_MAILS, new Date(dueAt));
    this.planned.set(tenantId, dueAt);
  }
}
