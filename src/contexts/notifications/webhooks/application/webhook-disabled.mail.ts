import { defineMail } from '#libs/mail';
import { disabledReasons, type DisablingCause } from '../../catalogue/application/account-texts.js';

/** Only the host: paths often contain secrets. */
export const webhookDisabledMail = defineMail<{ host: string; cause: DisablingCause }>(
  'notifications.webhook_disabled',
  {
    en: ({ host, cause }, account) => ({
      subject: `Webhook at ${host} disabled`,
      paragraphs: [
        `FieldPilot sends no more events of ${account} to ${host}. ${disabledReasons[cause].en}`,
        'What is waiting is sent once the webhook is enabled again. Events from now on until then are not sent there.',
      ],
    }),
    de: ({ host, cause }, account) => ({
      subject: `Webhook bei ${host} abgeschaltet`,
      paragraphs: [
        `FieldPilot sendet keine Ereignisse von ${account} mehr an ${host}. ${disabledReasons[cause].de}`,
        'Was wartet, wird gesandt, sobald der Webhook wieder eingeschaltet ist. Ereignisse ab jetzt bis dahin werden nicht dorthin gesandt.',
      ],
    }),
  },
);
