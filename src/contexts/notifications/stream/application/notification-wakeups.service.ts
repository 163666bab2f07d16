import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { UnitOfWork, type WriteSet } from '#libs/database';
import { Signals } from '#libs/signals';
import { Notification } from '../../inbox/domain/notification.entity.js';

/** The topic of signals about new notifications; the subject is a list of ids of users. */
export const NOTIFICATIONS = 'notifications';

/** Commits within this time share a signal. */
const DEBOUNCE_MILLISECONDS = 20;
/** A signal has at most 8,000 bytes. */
const MOST_USERS = 150;

/** Tells all processes whom something was told, once it is committed. */
@Injectable()
export class NotificationWakeupsService implements BeforeApplicationShutdown {
  private readonly told = new Set<string>();
  private readonly sending = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    unitOfWork: UnitOfWork,
    private readonly signals: Signals,
  ) {
    unitOfWork.addRecorder({ statements: () => [], committed: (written) => this.committed(written) });
  }

  /** No signal outlives the connections to the database. */
  async beforeApplicationShutdown(): Promise<void> {
    this.send();
    await Promise.allSettled(this.sending);
  }

  private committed({ changes }: WriteSet): void {
    for (const { entity } of changes)
      if (entity instanceof Notification && !entity.isRead) this.told.add(entity.userId);
    if (this.told.size > 0) this.timer ??= setTimeout(() => this.send(), DEBOUNCE_MILLISECONDS).unref();
  }

  private send(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const userIds = [...this.told];
    this.told.clear();
    for (let first = 0; first < userIds.length; first += MOST_USERS) {
      const subject = userIds.slice(first, first + MOST_USERS).join();
      const sent: Promise<void> = this.signals.send(NOTIFICATIONS, subject).finally(() => this.sending.delete(sent));
      this.sending.add(sent);
    }
  }
}
