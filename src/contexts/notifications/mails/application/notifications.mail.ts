import { defineMail } from '#libs/mail';

/** What was told, as the reader's list shows it. */
export interface MailedText {
  readonly title: string;
  readonly message: string;
}

/** More would be read by nobody. */
const MOST_SHOWN = 50;

interface Data {
  readonly count: number;
  /** A JSON array of {@link MailedText}. */
  readonly texts: string;
  readonly [name: string]: string | number;
}

export function mailData(texts: readonly MailedText[]): Data {
  const shown = texts.slice(0, MOST_SHOWN).map(({ title, message }) => ({ title, message }));
  return { count: texts.length, texts: JSON.stringify(shown) };
}

const read = ({ texts }: Data): MailedText[] => JSON.parse(texts) as MailedText[];
const lineOf = ({ title, message }: MailedText): string => `${title} – ${message}`;
const more = (count: number): number => count - Math.min(count, MOST_SHOWN);

/** One for everything that somebody is told within a minute, or a day. */
export const notificationsMail = defineMail<Data>('notifications.told', {
  en: (data) => ({
    subject: data.count === 1 ? read(data)[0]!.title : `${data.count} notifications`,
    paragraphs: [
      ...read(data).map(lineOf),
      ...(more(data.count) > 0 ? [`And ${more(data.count)} more.`] : []),
      'You choose what is mailed to you, and when, among your notification preferences.',
    ],
    action: { label: 'Show my notifications', path: '/notifications' },
  }),
  de: (data) => ({
    subject: data.count === 1 ? read(data)[0]!.title : `${data.count} Mitteilungen`,
    paragraphs: [
      ...read(data).map(lineOf),
      ...(more(data.count) > 0 ? [`Und ${more(data.count)} weitere.`] : []),
      'Was Ihnen wann per E-Mail gesandt wird, wählen Sie in Ihren Einstellungen für Mitteilungen.',
    ],
    action: { label: 'Meine Mitteilungen zeigen', path: '/notifications' },
  }),
});
