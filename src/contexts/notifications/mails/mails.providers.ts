import { NotificationMailSendingService } from './application/notification-mail-sending.service.js';
import { NotificationMailService } from './application/notification-mail.service.js';
import { MailNotificationsJob } from './jobs/mail-notifications.job.js';

export const mails = { providers: [MailNotificationsJob, NotificationMailSendingService, NotificationMailService] };
