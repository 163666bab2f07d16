import { Injectable } from '@nestjs/common';
import { isoUtc, PlatformDb } from '#libs/database';
import { isUuid } from '#libs/kernel';
import { MailSeal } from '../queue/mail-seal.js';
import type { MailAttachment } from '../queue/mailer.js';
import type { RenderedMail } from '../template/render-mail.js';
import { keptMail, newestKept } from './kept-mail.queries.js';

interface ShownMail extends RenderedMail {
  readonly attachment?: MailAttachment | undefined;
}

export interface KeptMailView extends ShownMail {
  readonly id: string;
  readonly recipient: string;
  readonly createdAt: string;
}

const MOST_SHOWN = 100;

/** What was kept instead of being sent, of all tenants. */
@Injectable()
export class KeptMails {
  constructor(
    private readonly db: PlatformDb,
    private readonly seal: MailSeal,
  ) {}

  async newest(): Promise<KeptMailView[]> {
    const [result] = await this.db.batch(newestKept(MOST_SHOWN));
    return result!.rows.map((row) => this.view(row));
  }

  async find(id: string): Promise<KeptMailView | undefined> {
    if (!isUuid(id)) return undefined;
    const [result] = await this.db.batch(keptMail(id));
    return result!.rows.map((row) => this.view(row))[0];
  }

  private view(row: Record<string, unknown>): KeptMailView {
    const { id, recipient, content, created_at } = row as Record<string, string>;
    const shown = this.seal.open<ShownMail>(id!, content!);
    return { ...shown, id: id!, recipient: recipient!, createdAt: isoUtc(created_at!) };
  }
}
