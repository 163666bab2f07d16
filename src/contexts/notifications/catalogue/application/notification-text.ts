import { mailLocale, type MailLocale } from '#libs/mail';

/** One line and the whole message. */
export interface NotificationText {
  readonly title: string;
  readonly message: string;
}

/** How one person reads. */
export interface Reader {
  readonly locale: string;
  readonly timezone: string;
}

/** A time as the reader's clock shows it, with the zone. */
type ShowTime = (at: string) => string;

type Text<Data> = (data: Data, time: ShowTime) => NotificationText;

/** In each language of the product; the mails have the same. */
export type Texts<Data> = Readonly<Record<MailLocale, Text<Data>>>;

const forms: Readonly<Record<MailLocale, string>> = { en: 'en-GB', de: 'de-DE' };

export function textFor<Data>(texts: Texts<Data>, data: Data, { locale, timezone }: Reader): NotificationText {
  const language = mailLocale(locale);
  const options = { dateStyle: 'medium', timeStyle: 'short', timeZone: timezone } as const;
  return texts[language](data, (at) => {
    const shown = new Intl.DateTimeFormat(forms[language], options).format(new Date(at));
    return `${shown} (${timezone})`;
  });
}
