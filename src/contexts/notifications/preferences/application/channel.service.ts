import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import type { NotificationType } from '../../catalogue/application/notification-type.js';
import type { NotificationChannel } from '../../catalogue/domain/notification-channel.js';
import { enabledChannels, type ChannelChoice } from '../domain/channel-choice.js';
import { choicesOf, choicesOfAccount } from './preference.queries.js';

type ChannelsOf = (userId: string, type: NotificationType) => ReadonlySet<NotificationChannel>;

/** By which channels people are told. */
@Injectable()
export class ChannelService {
  constructor(private readonly db: TenantDb) {}

  async of(userIds: readonly string[]): Promise<ChannelsOf> {
    const [own, account] = await Promise.all([this.db.run(choicesOf, { userIds }), this.db.run(choicesOfAccount, {})]);
    const byUser = Map.groupBy(own as (ChannelChoice & { userId: string })[], ({ userId }) => userId);
    return (userId, type) => enabledChannels(type, byUser.get(userId) ?? [], account as ChannelChoice[]);
  }
}
