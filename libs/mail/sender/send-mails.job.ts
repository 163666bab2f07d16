import { TenantDb, type Statement } from '#libs/database';
import { RunsPerTenant, TenantWakeups, type TenantJob } from '#libs/jobs';
import type { TenantRef } from '#libs/request-context';
import { nextMailRun } from '../queue/mail.queries.js';
import { DAYS_KEPT, MailQueue, MAILS } from '../queue/mail-queue.js';
import { MailBrands } from '../template/mail-brand.js';
import { MailSender } from './mail-sender.js';

/** Sends the mails of a tenant, with its brand. */
@RunsPerTenant(MAILS)
export class SendMailsJob implements TenantJob {
  constructor(
    private readonly sender: MailSender,
    private readonly brands: MailBrands,
    private readonly db: TenantDb,
    private readonly wakeups: TenantWakeups,
  ) {}

  async run({ id, schema }: TenantRef): Promise<Date | null> {
    const queue = new MailQueue({ schema, name: 'mails' }, (...statements) => this.db.batch(...statements));
    const brand = await this.brands.ofTenant();
    return this.sender.startDue({
      queue,
      brand,
      tenantId: id,
      lookAgain: (at) => this.wakeups.wakeBy(id, MAILS, at),
    });
  }

  nextWakeup(schema: string): Statement {
    return nextMailRun({ schema, name: 'mails' }, DAYS_KEPT + 1);
  }
}
