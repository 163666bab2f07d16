import { ApiSchema } from '@nestjs/swagger';
import {
  ArrayField,
  BooleanField,
  EnumField,
  enumeration,
  Example,
  IntegerField,
  items,
  ObjectField,
  StringField,
} from '#libs/http';
import { notificationTypes } from '../../catalogue/application/notification-catalogue.js';
import { emailDeliveries, type EmailDelivery } from '../domain/email-delivery.js';
import { usualMailTimes } from '../domain/mail-times.js';
import type { QuietHours } from '../domain/quiet-hours.js';

const notificationType = enumeration({
  name: 'NotificationType',
  description: 'Of what people are told: the page of notifications says whom each concerns',
  values: notificationTypes.map(({ type }) => type),
});
const emailDelivery = enumeration({
  name: 'EmailDelivery',
  description: 'When mails reach you: about a minute after you are told, or once a day',
  values: emailDeliveries,
});

/** As nobody has chosen anything, but for what one operation shows. */
export function shownDefaults(changes: Readonly<Record<string, object>> = {}) {
  return notificationTypes.map(({ type, says, channels }) => {
    const usual = { type, says, inApp: channels.includes('in_app'), email: channels.includes('email') };
    return { ...usual, ...changes[type] };
  });
}

export function shownPreferences(changes: Readonly<Record<string, object>> = {}) {
  return shownDefaults().map((usual) => ({ ...usual, ownInApp: null, ownEmail: null, ...changes[usual.type] }));
}

const [shownType] = shownDefaults();

const timeOfDay = {
  maxLength: 5,
  pattern: /^([01][0-9]|2[0-3]):[0-5][0-9]$/,
  patternDetail: 'must be a time of the day such as 22:00',
};

@ApiSchema({ name: 'NotificationDefault' })
export class NotificationDefaultDto {
  @EnumField({ description: 'The type', example: shownType!.type, of: notificationType })
  type: string;

  @StringField({ description: 'What has happened then', example: shownType!.says, maxLength: 255 })
  says: string;

  @BooleanField({ description: 'Whether it is told in the list of notifications', example: true })
  inApp: boolean;

  @BooleanField({ description: 'Whether it is told by mail', example: true })
  email: boolean;
}

@ApiSchema({ name: 'NotificationPreference' })
export class NotificationPreferenceDto extends NotificationDefaultDto {
  @BooleanField({
    description: 'What you have chosen for the list; null where the choice of the account counts',
    example: null,
    nullable: true,
  })
  ownInApp: boolean | null;

  @BooleanField({
    description: 'What you have chosen for mails; null where the choice of the account counts',
    example: null,
    nullable: true,
  })
  ownEmail: boolean | null;
}

@ApiSchema({ name: 'QuietHours' })
export class QuietHoursDto implements QuietHours {
  @StringField({ description: 'When they begin, by your clock', example: '22:00', ...timeOfDay })
  from: string;

  @StringField({ description: 'When they end; on the next day where it is earlier', example: '07:00', ...timeOfDay })
  until: string;
}

@ApiSchema({ name: 'NotificationPreferences' })
export class NotificationPreferencesDto {
  @ArrayField({
    description: 'All types, in the order of the page of notifications',
    example: shownPreferences(),
    of: items.object(NotificationPreferenceDto),
    maxItems: notificationTypes.length,
  })
  types: readonly NotificationPreferenceDto[];

  @EnumField({ description: 'When mails reach you', example: usualMailTimes.emailDelivery, of: emailDelivery })
  emailDelivery: EmailDelivery;

  @StringField({
    description: 'When the daily mail is sent, by your clock: that of your profile, else of the account',
    example: usualMailTimes.digestAt,
    ...timeOfDay,
  })
  digestAt: string;

  @ObjectField({
    description: 'When no mail is sent: those of that time come after it. Null for never',
    type: QuietHoursDto,
    example: null,
    nullable: true,
  })
  quietHours: QuietHoursDto | null;

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 1, min: 1 })
  version: number;
}

@ApiSchema({ name: 'NotificationDefaults' })
export class NotificationDefaultsDto {
  @ArrayField({
    description: 'All types, in the order of the page of notifications',
    example: shownDefaults(),
    of: items.object(NotificationDefaultDto),
    maxItems: notificationTypes.length,
  })
  types: readonly NotificationDefaultDto[];

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 1, min: 1 })
  version: number;
}

@ApiSchema({ name: 'ChannelChoice' })
export class ChannelChoiceDto {
  @EnumField({ description: 'The type', example: 'stock_low', of: notificationType })
  type: string;

  @BooleanField({
    description: 'Whether it is told in the list of notifications; null goes back to what is usual',
    example: true,
    optional: true,
    nullable: true,
  })
  inApp?: boolean | null;

  @BooleanField({
    description: 'Whether it is told by mail; null goes back to what is usual',
    example: false,
    optional: true,
    nullable: true,
  })
  email?: boolean | null;
}

const choicesField = (example: object[]) =>
  ArrayField({
    description: 'The types to change, each once; others stay as they are',
    example,
    of: items.object(ChannelChoiceDto),
    maxItems: notificationTypes.length,
    optional: true,
  });

@ApiSchema({ name: 'UpdateNotificationPreferences' })
@Example({
  choices: [{ type: 'stock_low', email: false }],
  emailDelivery: 'daily',
  quietHours: { from: '22:00', until: '07:00' },
})
export class UpdateNotificationPreferencesDto {
  @choicesField([{ type: 'stock_low', email: false }])
  choices?: ChannelChoiceDto[];

  @EnumField({ description: 'When mails reach you', example: 'daily', of: emailDelivery, optional: true })
  emailDelivery?: EmailDelivery;

  @StringField({
    description: 'When the daily mail is sent, by your clock',
    example: '08:00',
    ...timeOfDay,
    optional: true,
  })
  digestAt?: string;

  @ObjectField({
    description: 'When no mail is sent; null for never',
    type: QuietHoursDto,
    example: { from: '22:00', until: '07:00' },
    optional: true,
    nullable: true,
  })
  quietHours?: QuietHoursDto | null;
}

@ApiSchema({ name: 'UpdateNotificationDefaults' })
@Example({ choices: [{ type: 'task_status_changed', email: true }] })
export class UpdateNotificationDefaultsDto {
  @choicesField([{ type: 'task_status_changed', email: true }])
  choices?: ChannelChoiceDto[];
}
