import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import type { DomainEvent } from '#libs/kernel';
import type { Concern } from '../../catalogue/application/concern.js';
import { typesOn } from '../../catalogue/application/notification-catalogue.js';
import { textFor } from '../../catalogue/application/notification-text.js';
import type { NotificationType } from '../../catalogue/application/notification-type.js';
import { RecipientsService } from '../../catalogue/application/recipients.service.js';
import { NotificationMailService } from '../../mails/application/notification-mail.service.js';
import { ChoicesOfUsersService } from '../../preferences/application/choices-of-users.service.js';
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
    private readonly choices: ChoicesOfUsersService,
    private readonly notifications: NotificationService,
    private readonly mails: NotificationMailService,
    private readonly db: TenantDb,
  ) {}

  async tellOf(event: DomainEvent): Promise<void> {
    const types = typesOn(event.type);
    const concerns = await this.db.inOneRoundTrip(() =>
      Promise.all(types.map(async ({ find }) => find(this.recipients, event))),
    );
    const told = new Set<string>(actorOf(event));
    const drafts = types.flatMap((type, index) => {
      const found = concerns[index]!.flatMap((concern) => draftsOf(type, concern, told));
      for (const { userId } of found) told.add(userId);
      return found;
    });
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
    const [readers, choices] = await this.db.inOneRoundTrip(() =>
      Promise.all([this.readers.among(userIds), this.choices.of(userIds)]),
    );
    const notices = drafts.flatMap(({ type, concern: { data, link }, userId }) => {
      const reader = readers.get(userId);
      if (!reader) return [];
      const text = textFor(type.texts, data, reader);
      const by = choices.channels(userId, type);
      const { timezone } = reader;
      return [{ userId, type: type.type, link, timezone, times: choices.mailTimes(userId), by, ...text }];
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
