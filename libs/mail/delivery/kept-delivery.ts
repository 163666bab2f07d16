import type { PlatformDb } from '#libs/database';
import type { MailSeal } from '../queue/mail-seal.js';
import { keepMail } from './kept-mail.writes.js';
import { MailDelivery, type OutgoingMail } from './mail-delivery.js';

/** Keeps mails in a table, where no SMTP_URL says where to send them. */
export class KeptDelivery extends MailDelivery {
  constructor(
    private readonly db: PlatformDb,
    private readonly seal: MailSeal,
  ) {
    super();
  }

  async deliver({ id, tenantId, template, recipient, ...shown }: OutgoingMail): Promise<void> {
    await this.db.batch(keepMail({ id, tenantId, template, recipient, content: this.seal.close(id, shown) }));
  }

  close(): void {}
}
