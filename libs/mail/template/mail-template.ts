export const mailLocales = ['en', 'de'] as const;
export type MailLocale = (typeof mailLocales)[number];

/** What a mail says. All of it is plain text: nothing is read as HTML. */
export interface MailContent {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly action?: MailAction;
}

/** The button of a mail. */
export interface MailAction {
  readonly label: string;
  /** Below the address of the account. Secrets stand behind a `#`: browsers send that to no server. */
  readonly path: string;
}

/** Kept as JSON until the mail is sent. */
export type MailData = Readonly<Record<string, string | number | boolean | null>>;

/** @param account the name of the company whose account it is about */
type MailText<Data> = (data: Data, account: string) => MailContent;

export interface MailTemplate<Data extends MailData> {
  /** Kept with each mail: never renamed while mails may be queued. */
  readonly name: string;
  readonly texts: Readonly<Record<MailLocale, MailText<Data>>>;
}

const templates = new Map<string, MailTemplate<never>>();

/** Once for each mail, in the `application/` of the room that sends it. */
export function defineMail<Data extends MailData>(
  name: string,
  texts: MailTemplate<Data>['texts'],
): MailTemplate<Data> {
  if (templates.has(name)) throw new Error(`Two mails are called "${name}".`);
  const template = { name, texts };
  templates.set(name, template);
  return template;
}

/** Undefined for one of a newer release. */
export function mailTemplate(name: string): MailTemplate<MailData> | undefined {
  return templates.get(name) as MailTemplate<MailData> | undefined;
}

/** `de-AT` is German; what is not translated is English. */
export function mailLocale(wanted: string): MailLocale {
  const language = wanted.toLowerCase().split(/[-_]/)[0];
  return mailLocales.find((locale) => locale === language) ?? 'en';
}
