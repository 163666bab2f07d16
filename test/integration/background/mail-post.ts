import { Global, Module, type INestApplicationContext } from '@nestjs/common';
import { JobRunner, TenantWakeups } from '#libs/jobs';
import { defineMail, MailBrands, mailEntities, Mailer, MailModule, type MailBrand } from '#libs/mail';
import { runInTenant, type TenantRef } from '#libs/request-context';
import { SignalsModule } from '#libs/signals';
import { waitUntil } from '#libs/testing';
import { MailSender } from '../../../libs/mail/sender/mail-sender.js';
import { startSmtpServer, type ReceivedMail, type TestSmtpServer } from '../../support/smtp-server.js';
import { createBackgroundDatabase, startBackground, type BackgroundDatabase } from './background-app.js';

type Welcome = { name: string; token: string };

export const welcome = defineMail<Welcome>('test.welcome', {
  en: ({ name, token }, account) => ({
    subject: `Welcome to ${account}, ${name}`,
    paragraphs: [`Hello ${name}`, 'Your account is ready.'],
    action: { label: 'Sign in', path: `/welcome#token=${token}` },
  }),
  de: ({ name, token }, account) => ({
    subject: `Willkommen bei ${account}, ${name}`,
    paragraphs: [`Guten Tag ${name}`, 'Ihr Konto ist bereit.'],
    action: { label: 'Anmelden', path: `/welcome#token=${token}` },
  }),
});

/** What nobody may read but the recipient. */
export const CANARY = 'q7TokenNobodyMayRead';

const brand: MailBrand = {
  name: 'Müller & Söhne',
  account: 'Müller & Söhne',
  locale: 'de-AT',
  address: 'https://mueller.example.com',
  color: '#aa3300',
  logoUrl: null,
};

@Global()
@Module({ providers: [{ provide: MailBrands, useValue: { ofTenant: async () => brand } }], exports: [MailBrands] })
class BrandModule {}

export interface WantedMail {
  readonly to?: string;
  readonly name?: string;
  readonly locale?: string;
  readonly validUntil?: Date;
}

/** Tenants with mails, processes that send them, and the server that they send to. */
export class MailPost {
  private constructor(
    readonly server: TestSmtpServer,
    readonly background: BackgroundDatabase,
  ) {}

  static async open(): Promise<MailPost> {
    return new MailPost(await startSmtpServer(), await createBackgroundDatabase(3));
  }

  /** A process that sends mails. @param smtpUrl empty for none */
  startWorker(smtpUrl = this.server.url): Promise<INestApplicationContext> {
    return startBackground(this.background, [], {
      role: 'worker',
      modules: [SignalsModule, BrandModule, MailModule],
      entities: mailEntities.tenant,
      platformEntities: mailEntities.platform,
      config: {
        nodeEnv: 'test',
        port: 3000,
        mail: { smtpUrl, from: { address: 'no-reply@fieldpilot.example' } },
        secrets: {
          cursor: 'a secret for cursors',
          encryption: 'a secret for what is kept',
          jwt: 'a secret for tokens',
        },
      },
    });
  }

  tenant(n = 0): TenantRef {
    return this.background.tenants[n]!;
  }

  /** Without mails, and a server that accepts all. */
  async clear(process: INestApplicationContext): Promise<void> {
    const { server, background } = this;
    server.judge = () => undefined;
    server.beforeAccept = () => undefined;
    await waitUntil(async () => (await process.get(JobRunner).tick()) === 0);
    await process.get(MailSender).idle();
    for (const { schema } of background.tenants) await background.database.query(`delete from ${schema}.mails`);
    await background.database.query('delete from platform_mails');
    server.received.length = 0;
  }

  async rows(n = 0): Promise<Record<string, unknown>[]> {
    return this.background.database.query(
      `select *, extract(epoch from due_at - now())::float8 as due_in
       from ${this.tenant(n).schema}.mails order by recipient`,
    );
  }

  async row(n = 0): Promise<Record<string, unknown>> {
    return (await this.rows(n))[0]!;
  }

  arrives(count = 1): Promise<unknown> {
    return waitUntil(async () => this.server.received.length >= count);
  }

  isMarked(status: string, n = 0): Promise<unknown> {
    return waitUntil(async () => (await this.row(n))['status'] === status);
  }

  /** So many attempts have been made, and none is being made. */
  hasBeenTried(attempts = 1, n = 0): Promise<unknown> {
    return waitUntil(async () => {
      const row = await this.row(n);
      return row['lease'] === null && Number(row['attempts']) === attempts;
    });
  }

  /** Makes what waits for another attempt due, and has it sent. */
  async tryAgain(process: INestApplicationContext, n = 0): Promise<void> {
    const { id, schema } = this.tenant(n);
    await this.background.database.query(`update ${schema}.mails set due_at = now() where due_at is not null`);
    await process.get(TenantWakeups).wakeBy(id, 'mails', new Date());
    await process.get(JobRunner).tick();
    await process.get(MailSender).idle();
  }
}

/** In the context of the caller, and in its transaction. */
export function mail(process: INestApplicationContext, wanted: WantedMail = {}): Promise<void> {
  const { to = 'ann@example.com', name = 'Ann', ...rest } = wanted;
  return process.get(Mailer).queue(welcome, { to, data: { name, token: CANARY }, ...rest });
}

export function queueFor(tenant: TenantRef, process: INestApplicationContext, wanted?: WantedMail): Promise<void> {
  return runInTenant(tenant, 'test', () => mail(process, wanted));
}

/** The value of a header, unfolded. */
export function header({ raw }: ReceivedMail, name: string): string | undefined {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  return new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1];
}

/** The parts as they are read. */
export function parts({ raw }: ReceivedMail): string {
  const unquoted = raw.replace(/=\r\n/g, '').replace(/(?:=[0-9A-F]{2})+/g, (codes) => {
    return Buffer.from(codes.replaceAll('=', ''), 'hex').toString('utf8');
  });
  return unquoted.replace(/\r\n/g, '\n');
}
