import { Global, Module } from '@nestjs/common';
import { AppConfig } from '#libs/config';
import { PlatformDb } from '#libs/database';
import { KeptDelivery } from './delivery/kept-delivery.js';
import { MailDelivery } from './delivery/mail-delivery.js';
import { SmtpDelivery } from './delivery/smtp-delivery.js';
import { KeptMails } from './page/kept-mails.js';
import { MailPage } from './page/mail-page.js';
import { MailDraft, Mailer, PlatformMailer } from './queue/mailer.js';
import { MailSeal } from './queue/mail-seal.js';
import { AT_ONCE } from './sender/mail-places.js';
import { MailSender } from './sender/mail-sender.js';
import { MailWakeups } from './sender/mail-wakeups.js';
import { OnMailQueuedSubscriber } from './sender/on-mail-queued.subscriber.js';
import { PlatformMailsJob } from './sender/platform-mails.job.js';
import { SendMailsJob } from './sender/send-mails.job.js';

@Global()
@Module({
  providers: [
    {
      provide: MailDelivery,
      inject: [AppConfig, PlatformDb, MailSeal],
      useFactory: ({ mail: { smtpUrl, from } }: AppConfig, db: PlatformDb, seal: MailSeal) =>
        smtpUrl ? new SmtpDelivery(smtpUrl, from, AT_ONCE) : new KeptDelivery(db, seal),
    },
    KeptMails,
    Mailer,
    MailDraft,
    MailPage,
    MailSeal,
    MailSender,
    MailWakeups,
    OnMailQueuedSubscriber,
    PlatformMailer,
    PlatformMailsJob,
    SendMailsJob,
  ],
  exports: [Mailer, MailWakeups, PlatformMailer, PlatformMailsJob],
})
export class MailModule {}
