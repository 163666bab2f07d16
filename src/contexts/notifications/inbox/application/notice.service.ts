import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '#libs/kernel';
import type { Concern } from '../../catalogue/application/concern.js';
import { typesOn } from '../../catalogue/application/notification-catalogue.js';
import { textFor } from '../../catalogue/application/notification-text.js';
import type { NotificationType } from '../../catalogue/application/notification-type.js';
import { RecipientsService } from '../../catalogue/application/recipients.service.js';
import { NotificationMailService } from '../../mails/application/notification-mail.service.js';
import { ChannelService } from '../../preferences/application/channel.service.js';
import { NotificationService } from './notification.service.js';
import { ReaderService } from './reader.service.js';

interface Draft {
  readonly type: NotificationType;
  readonly concern: Concern<unknown>;
  readonly userId: string;
}

/** Tells people of events, by the catalogue of notifications. */
@Injectable()
export class NoticeService {
  constructor(
    private readonly recipients: RecipientsService,
    private readonly readers: ReaderService,
    private readonly channels: ChannelService,
    private readonly notifications: NotificationService,
    private readonly mails: NotificationMailService,
  ) {}

  async tellOf(event: DomainEvent): Promise<void> {
    const told = new Set<string>(actorOf(event));
    const drafts: Draft[] = [];
    for (const type of typesOn(event.type)) {
      const concerns = await type.find(this.recipients, event);
      const found = concerns.flatMap((concern) => draftsOf(type, concern, told));
      for (const { userId } of found) told.add(userId);
      drafts.push(...found);
    }
    await this.write(drafts);
  }

  /** Tells of what is no event. */
  async tell(type: NotificationType, concern: Concern<unknown>): Promise<void> {
    await this.write(draftsOf(type, concern, new Set()));
  }

  /** By the channels and in the words of each reader. */
  private async write(drafts: readonly Draft[]): Promise<void> {
    if (drafts.length === 0) return;
    const userIds = [...new Set(drafts.map(({ userId }) => userId))];
    const [readers, channelsOf] = await Promise.all([this.readers.among(userIds), this.channels.of(userIds)]);
    const notices = drafts.flatMap(({ type, concern: { data, link }, userId }) => {
      const reader = readers.get(userId);
      if (!reader) return [];
      const text = textFor(type.texts, data, reader);
      const by = channelsOf(userId, type);
      return [{ userId, type: type.type, link, timezone: reader.timezone, by, ...text }];
    });
    const listed = notices.filter(({ by }) => by.has('in_app'));
    if (listed.length > 0) await this.notifications.notify(...listed);
    await this.mails.add(notices.filter(({ by }) => by.has('email')));
  }
}

function draftsOf(type: NotificationType, concern: Concern<unknown>, told: ReadonlySet<string>): Draft[] {
  return [...new Set(concern.userIds)].flatMap((userId) => (told.has(userId) ? [] : [{ type, concern, userId }]));
}

/** Whoever caused it; nobody where the system did. */
function actorOf({ payload }: DomainEvent): string[] {
  const { byId } = payload as { readonly byId?: string | null };
  return byId ? [byId] : [];
}
