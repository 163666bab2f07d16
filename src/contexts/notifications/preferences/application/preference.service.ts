import { Injectable } from '@nestjs/common';
import { assertVersion, mustChange, staleError, TenantDb, UnitOfWork } from '#libs/database';
import { Clock, invalidFields, notFound } from '#libs/kernel';
import { currentTenant, currentUserId } from '#libs/request-context';
import { notificationTypes } from '../../catalogue/application/notification-catalogue.js';
import { enabledChannels, type ChannelChoice } from '../domain/channel-choice.js';
import { usualMailTimes, type MailTimes } from '../domain/mail-times.js';
import type { QuietHours } from '../domain/quiet-hours.js';
import { choicesIn, type TypeChoice } from './choice-list.js';
import { mailTimesOf } from './mail-times.service.js';
import { choicesOf, choicesOfAccount, settingsOf } from './preference.queries.js';
import { forgetOwnChoices, setOwnChoices, setSettings } from './preference.writes.js';

/** Whether one is told by a channel; what one has chosen oneself, null where the account's choice counts. */
export interface TypePreference {
  readonly type: string;
  readonly says: string;
  readonly inApp: boolean;
  readonly email: boolean;
  readonly ownInApp: boolean | null;
  readonly ownEmail: boolean | null;
}

export interface Preferences extends MailTimes {
  readonly types: readonly TypePreference[];
  readonly version: number;
}

/** Absent keeps. */
export interface PreferencesChange {
  readonly choices?: readonly TypeChoice[] | undefined;
  readonly emailDelivery?: MailTimes['emailDelivery'] | undefined;
  readonly digestAt?: string | undefined;
  readonly quietHours?: QuietHours | null | undefined;
}

/** Of what, by which channels and when the signed-in user is told. */
@Injectable()
export class PreferenceService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async get(): Promise<Preferences> {
    const userId = ownId();
    const [own, account, settings] = await this.db.inOneRoundTrip(() =>
      Promise.all([
        this.db.run(choicesOf, { userIds: [userId] }),
        this.db.run(choicesOfAccount, {}),
        this.db.one(settingsOf, { userIds: [userId] }),
      ]),
    );
    const choices = own as ChannelChoice[];
    const types = notificationTypes.map((each) => {
      const enabled = enabledChannels(each, choices, account);
      return {
        type: each.type,
        says: each.says,
        inApp: enabled.has('in_app'),
        email: enabled.has('email'),
        ownInApp: ownChoice(choices, each.type, 'in_app'),
        ownEmail: ownChoice(choices, each.type, 'email'),
      };
    });
    return { types, ...mailTimesOf(settings), version: settings?.version ?? 1 };
  }

  /** @throws DomainError 412, 422 for a type that is named twice, and quiet hours that never end */
  async change(seen: number, change: PreferencesChange): Promise<Preferences> {
    const userId = ownId();
    const { schema } = currentTenant();
    const at = this.clock.now();
    const choices = choicesIn(change.choices ?? []);
    assertEnding(change.quietHours);
    const version = (await this.db.one(settingsOf, { userIds: [userId] }))?.version ?? 1;
    assertVersion({ version }, seen);
    await this.unitOfWork.writeMany({
      statements: [
        mustChange(setSettings.bind(schema, { userId, version, at, ...settingsIn(change) }), staleError),
        setOwnChoices.bind(schema, { userId, choices, at }),
        forgetOwnChoices.bind(schema, { userId, choices }),
      ],
      audits: [
        { action: 'update', resourceType: 'notification_preferences', resourceId: userId, after: { ...change } },
      ],
      events: [],
    });
    return this.get();
  }
}

function assertEnding(quiet: QuietHours | null | undefined): void {
  if (!quiet || quiet.from !== quiet.until) return;
  const detail = 'must be another time than from';
  throw invalidFields([{ pointer: '/quietHours/until', code: 'field.invalid', detail }]);
}

function settingsIn({ emailDelivery, digestAt, quietHours }: PreferencesChange) {
  return {
    emailDelivery: emailDelivery ?? null,
    digestAt: digestAt ?? null,
    setsQuiet: quietHours !== undefined,
    quietFrom: quietHours?.from ?? null,
    quietUntil: quietHours?.until ?? null,
    usualDelivery: usualMailTimes.emailDelivery,
    usualDigest: usualMailTimes.digestAt,
  };
}

function ownChoice(choices: readonly ChannelChoice[], type: string, channel: string): boolean | null {
  return choices.find((each) => each.type === type && each.channel === channel)?.isEnabled ?? null;
}

function ownId(): string {
  const id = currentUserId();
  if (!id) throw notFound();
  return id;
}
