import { Logger } from '@nestjs/common';
import type { TenantRef, UserActor } from '#libs/request-context';
import type { NotificationView } from '../../inbox/application/notification.queries.js';
import { NotificationStream } from './notification-stream.js';
import { streamEventId } from './stream-event-id.js';

export interface PlacedNotification {
  readonly place: string;
  readonly view: NotificationView;
}

/** A full page has others after it. */
export const PAGE = 100;

/** In the context of the request that opened the stream. */
export type ReadAfter = (place: string) => Promise<readonly PlacedNotification[]>;

/** Sends one reader what they are told. */
export class OpenStream {
  private readonly logger = new Logger('Notifications');
  readonly openedAt = performance.now();
  /** Whether it is over when it has sent what there is. */
  endsOnceRead = false;
  readonly events = new NotificationStream(() => this.wake());
  /** The last that was sent; undefined until the stream has begun. */
  private place: string | undefined;
  private isReading = false;
  private lookAgain = false;

  constructor(
    readonly actor: UserActor,
    private readonly tenant: TenantRef,
    private readonly read: ReadAfter,
  ) {}

  /** The session that opened it, its user, its tenant, and the operator who acts as them: what happens to one of them ends the stream. */
  get dependsOn(): readonly (string | undefined)[] {
    const { id, sessionId, impersonation } = this.actor;
    return [id, sessionId, impersonation?.operatorId, this.tenant.id];
  }

  /** Says where the stream begins, so that one that is cut off before the first notification can go on there. */
  begin(place: string, retryMilliseconds: number): void {
    this.place = place;
    this.events.retryAfter(retryMilliseconds);
    this.events.event('ready', {}, streamEventId(place, this.actor.id));
    this.wake();
  }

  /** There may be something new. Should reading fail the stream ends, and the client goes on in another one. */
  wake(): void {
    this.lookAgain = true;
    if (this.isReading || this.place === undefined) return;
    this.isReading = true;
    this.sendNew().catch((error: unknown) => this.giveUp(error));
  }

  /** Everything that there is. */
  async sendNew(): Promise<void> {
    try {
      while (this.lookAgain && !this.events.destroyed && this.events.behindSince === undefined) {
        this.lookAgain = false;
        const page = await this.read(this.place!);
        for (const each of page) this.send(each);
        if (page.length === PAGE) this.lookAgain = true;
      }
      if (this.endsOnceRead && !this.lookAgain) this.events.end();
    } finally {
      this.isReading = false;
    }
  }

  private giveUp(error: unknown): void {
    this.logger.warn(`A stream ends because it cannot be read on: ${String(error)}`);
    this.events.end();
  }

  private send({ place, view }: PlacedNotification): void {
    this.events.event('notification', view, streamEventId(place, this.actor.id));
    this.place = place;
  }
}
