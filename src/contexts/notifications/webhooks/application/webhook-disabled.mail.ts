import { defineMail } from '#libs/mail';

export type DisablingCause = 'failing' | 'gone';

/** As the webhook says it. */
export const disabledReasons: Readonly<Record<DisablingCause, string>> = {
  failing: 'Nothing has arrived for three days.',
  gone: 'The receiver answered 410: nothing is to be sent there any more.',
};

const germanReasons: Readonly<Record<DisablingCause, string>> = {
  failing: 'Seit drei Tagen ist nichts angekommen.',
  gone: 'Der Empfänger antwortete mit 410: Dorthin soll nichts mehr gesandt werden.',
};

/** Only the host: paths often contain secrets. */
export const webhookDisabledMail = defineMail<{ host: string; cause: DisablingCause }>(
  'notifications.webhook_disabled',
  {
    en: ({ host, cause }, account) => ({
      subject: `Webhook at ${host} disabled`,
      paragraphs: [
        `FieldPilot sends no more events of ${account} to ${host}. ${disabledReasons[cause]}`,
        'What is waiting is sent once the webhook is enabled again. Events from now on until then are not sent there.',
      ],
    }),
    de: ({ host, cause }, account) => ({
      subject: `Webhook bei ${host} abgeschaltet`,
      paragraphs: [
        `FieldPilot sendet keine Ereignisse von ${account} mehr an ${host}. ${germanReasons[cause]}`,
        'Was wartet, wird gesandt, sobald der Webhook wieder eingeschaltet ist. Ereignisse ab jetzt bis dahin werden nicht dorthin gesandt.',
      ],
    }),
  },
);
