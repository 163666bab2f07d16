import type { MailAction, MailContent, MailData, MailLocale, MailTemplate } from './mail-template.js';
import { mailLocale } from './mail-template.js';
import type { MailBrand } from './mail-brand.js';
import { htmlBody, type Letter } from './html-body.js';
import { oneLine } from './plain-text.js';

/** A mail as it is shown. */
export interface RenderedMail {
  readonly sender: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const footers: Readonly<Record<MailLocale, (brand: MailBrand) => string>> = {
  en: ({ name, account }) => `${name} sent this mail automatically${about(name, account, 'for')}.`,
  de: ({ name, account }) => `${name} hat diese E-Mail automatisch versandt${about(name, account, 'für')}.`,
};

function about(name: string, account: string, preposition: string): string {
  return name === account ? '' : ` ${preposition} ${account}`;
}

/** @param locale of the recipient; null for the brand's */
export function renderMail<Data extends MailData>(
  { texts }: MailTemplate<Data>,
  data: Data,
  brand: MailBrand,
  locale: string | null,
): RenderedMail {
  const language = mailLocale(locale ?? brand.locale);
  const { subject, paragraphs, action } = inOneLineEach(texts[language](data, brand.account));
  const link = action && { label: action.label, url: linkOf(action, brand) };
  const letter: Letter = { language, subject, paragraphs, link, footer: footers[language](brand), brand };
  return { sender: oneLine(brand.name), subject, text: textBody(letter), html: htmlBody(letter) };
}

function inOneLineEach({ subject, paragraphs, action }: MailContent): MailContent {
  const lines = { subject: oneLine(subject), paragraphs: paragraphs.map(oneLine) };
  return action ? { ...lines, action: { label: oneLine(action.label), path: action.path } } : lines;
}

/** @throws for a path that would leave the address of the account */
function linkOf({ path }: MailAction, { address }: MailBrand): string {
  const url = new URL(path, `${address}/`);
  if (url.origin !== new URL(address).origin) throw new Error('A link of a mail leads to another host.');
  return url.href;
}

function textBody({ paragraphs, link, footer }: Letter): string {
  const parts = [...paragraphs, ...(link ? [`${link.label}:\n${link.url}`] : []), `-- \n${footer}`];
  return `${parts.join('\n\n')}\n`;
}
