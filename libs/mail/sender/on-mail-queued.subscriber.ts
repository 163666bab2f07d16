import { Subscribes, type Subscriber } from '#libs/events';
import { currentTenant } from '#libs/request-context';
import { mailQueued } from '../queue/mail.entity.js';
import { MailWakeups } from './mail-wakeups.js';

/** From the outbox, so that a crash right after the commit delays no mail. */
@Subscribes(mailQueued, 'mail.send')
export class OnMailQueuedSubscriber implements Subscriber<Record<never, never>> {
  constructor(private readonly wakeups: MailWakeups) {}

  handle(): Promise<void> {
    return this.wakeups.wakeTenant(currentTenant().id);
  }
}
