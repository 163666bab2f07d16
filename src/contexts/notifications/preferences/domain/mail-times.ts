import type { EmailDelivery } from './email-delivery.js';
import type { QuietHours } from './quiet-hours.js';

/** When mails reach somebody. */
export interface MailTimes {
  readonly emailDelivery: EmailDelivery;
  /** Time of the day, by the clock of the user. */
  readonly digestAt: string;
  readonly quietHours: QuietHours | null;
}

/** For who has chosen nothing. */
export const usualMailTimes: MailTimes = { emailDelivery: 'immediate', digestAt: '08:00', quietHours: null };
