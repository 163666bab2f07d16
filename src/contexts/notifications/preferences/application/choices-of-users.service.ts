import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import type { NotificationType } from '../../catalogue/application/notification-type.js';
import type { NotificationChannel } from '../../catalogue/domain/notification-channel.js';
import { enabledChannels, type ChannelChoice } from '../domain/channel-choice.js';
import type { MailTimes } from '../domain/mail-times.js';
import { MailTimesService } from './mail-times.service.js';
import { choicesOf, choicesOfAccount } from './preference.queries.js';

export interface ChoicesOfUsers {
  channels(userId: string, type: NotificationType): ReadonlySet<NotificationChannel>;
  mailTimes(userId: string): MailTimes;
}

/** By which channels people are told, and when mails reach them. */
@Injectable()
export class ChoicesOfUsersService {
  constructor(
    private readonly db: TenantDb,
    private readonly times: MailTimesService,
  ) {}

  async of(userIds: readonly string[]): Promise<ChoicesOfUsers> {
    const [own, account, mailTimes] = await Promise.all([
      this.db.run(choicesOf, { userIds }),
      this.db.run(choicesOfAccount, {}),
      this.times.of(userIds),
    ]);
    const byUser = Map.groupBy(own as (ChannelChoice & { userId: string })[], ({ userId }) => userId);
    return {
      channels: (userId, type) => enabledChannels(type, byUser.get(userId) ?? [], account),
      mailTimes,
    };
  }
}
