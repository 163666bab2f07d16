import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';
import { defineInternalEvent, recordEvent } from '#libs/kernel';

/** Somebody waits for it, so background processes look at once. */
export const mailQueued = defineInternalEvent<Record<never, never>>('mail.queued', 'mail');

export type MailStatus = 'queued' | 'sent' | 'failed';

const columns = {
  ...created,
  template: p.string().length(100),
  locale: p.string().length(35).nullable(),
  recipient: p.string().length(320),
  content: p.text().nullable(),
  status: p
    .string()
    .length(20)
    .$type<MailStatus>()
    .onCreate(() => 'queued'),
  attempts: p.integer().onCreate(() => 0),
  dueAt: p.datetime().nullable(),
  lease: p.uuid().nullable(),
  validUntil: p.datetime().nullable(),
  sentAt: p.datetime().nullable(),
  lastError: p.text().nullable(),
};

export const MailSchema = defineEntity({ name: 'Mail', tableName: 'mails', schema: '*', properties: columns });

/** The mail as it is queued; the processes that send it write by statements (`mail.writes.ts`). */
export interface QueuedMail {
  readonly template: string;
  readonly locale: string | null;
  readonly recipient: string;
  readonly content: string;
  readonly validUntil: Date | null;
}

/** A mail of a tenant. */
export class Mail extends MailSchema.class {
  static queued(id: string, mail: QueuedMail): Mail {
    const queued = Object.assign(new Mail(), { id, ...mail });
    recordEvent(queued, mailQueued.create(id, {}));
    return queued;
  }
}
MailSchema.setClass(Mail);

export const PlatformMailSchema = defineEntity({
  name: 'PlatformMail',
  tableName: 'platform_mails',
  properties: columns,
});

/** A mail of the platform, such as one to people who have no account yet. */
export class PlatformMail extends PlatformMailSchema.class {
  static queued(id: string, mail: QueuedMail): PlatformMail {
    return Object.assign(new PlatformMail(), { id, ...mail });
  }
}
PlatformMailSchema.setClass(PlatformMail);

export const mailEntities = { platform: [PlatformMailSchema], tenant: [MailSchema] };
