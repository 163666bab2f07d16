import { Injectable } from '@nestjs/common';
import { PlatformUnitOfWork, UnitOfWork, type Statement } from '#libs/database';
import { wakeTenantBy } from '#libs/jobs';
import { uuidv7 } from '#libs/kernel';
import type { TenantRef } from '#libs/request-context';
import type { MailData, MailTemplate } from '../template/mail-template.js';
import { assertRecipient } from './recipient.js';
import { MailSeal } from './mail-seal.js';
import { MAILS } from './mail-queue.js';
import { Mail, PlatformMail, type QueuedMail } from './mail.entity.js';
import { insertMail } from './mail.writes.js';

export interface MailAttachment {
  readonly fileName: string;
  readonly contentType: string;
  /** In base64. */
  readonly content: string;
}

/** What is kept, encrypted, of a mail until it is sent. */
export interface SealedMail {
  readonly data: MailData;
  readonly attachment?: MailAttachment | undefined;
}

export interface MailRequest<Data extends MailData> {
  /** One plain address. */
  readonly to: string;
  /** Of the recipient, such as `de` or `de-AT`; else the tenant's. */
  readonly locale?: string | null | undefined;
  readonly data: Data;
  /** As it is at the time of queueing; some hundred kilobytes at most, since it waits in the row of the mail. */
  readonly attachment?: MailAttachment | undefined;
  /** When it is of no use any more, say because the link in it has expired. Later it is not sent. */
  readonly validUntil?: Date | undefined;
}

@Injectable()
export class MailDraft {
  constructor(private readonly seal: MailSeal) {}

  of<Data extends MailData>({ name }: MailTemplate<Data>, mail: MailRequest<Data>): [string, QueuedMail] {
    const id = uuidv7();
    const { to, locale = null, validUntil = null, data, attachment } = mail;
    assertRecipient(to);
    const content = this.seal.close(id, { data, attachment } satisfies SealedMail);
    return [id, { template: name, locale, recipient: to, content, validUntil }];
  }
}

/** Mails of the current tenant. */
@Injectable()
export class Mailer {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly draft: MailDraft,
  ) {}

  /** Joins the open transaction (`unitOfWork.transactional`), if any: the mail is sent only when that is committed. */
  async queue<Data extends MailData>(template: MailTemplate<Data>, mail: MailRequest<Data>): Promise<void> {
    await this.unitOfWork.commit(Mail.queued(...this.draft.of(template, mail)));
  }

  /** The same for a transaction that is no unit of work: the one that makes the tenant. Sent with the next tick after its commit. */
  statements<Data extends MailData>(
    { id, schema }: TenantRef,
    template: MailTemplate<Data>,
    mail: MailRequest<Data>,
  ): readonly Statement[] {
    return [insertMail(schema, ...this.draft.of(template, mail)), wakeTenantBy(id, MAILS, null)];
  }
}

/** Mails that belong to no tenant, in the transaction of the shared tables. */
@Injectable()
export class PlatformMailer {
  constructor(
    private readonly unitOfWork: PlatformUnitOfWork,
    private readonly draft: MailDraft,
  ) {}

  /** Joins the open transaction (`platformUnitOfWork.transactional`), if any: the mail is sent only when that is committed. */
  async queue<Data extends MailData>(template: MailTemplate<Data>, mail: MailRequest<Data>): Promise<void> {
    await this.unitOfWork.commit(PlatformMail.queued(...this.draft.of(template, mail)));
  }
}
