import { notificationChannels, type NotificationChannel } from '../../catalogue/domain/notification-channel.js';

/** What somebody, or an account, has chosen for one type and channel. */
export interface ChannelChoice {
  readonly type: string;
  readonly channel: NotificationChannel;
  readonly isEnabled: boolean;
}

/** The first list that says something about the channel counts; what none says is as the catalogue has it. */
export function enabledChannels(
  { type, channels }: { readonly type: string; readonly channels: readonly NotificationChannel[] },
  ...choices: readonly (readonly ChannelChoice[])[]
): ReadonlySet<NotificationChannel> {
  return new Set(
    notificationChannels.filter((channel) => chosen(type, channel, choices) ?? channels.includes(channel)),
  );
}

function chosen(
  type: string,
  channel: NotificationChannel,
  choices: readonly (readonly ChannelChoice[])[],
): boolean | undefined {
  for (const list of choices) {
    const choice = list.find((each) => each.type === type && each.channel === channel);
    if (choice) return choice.isEnabled;
  }
  return undefined;
}
