import type { MailBrand } from './mail-brand.js';
import type { MailLocale } from './mail-template.js';
import { escapeHtml } from './plain-text.js';

/** The parts of a mail in one language. */
export interface Letter {
  readonly language: MailLocale;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly link: { readonly label: string; readonly url: string } | undefined;
  readonly footer: string;
  readonly brand: MailBrand;
}

const DEFAULT_COLOR = '#0b5cad';
const FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif";

/** Styles stand at the elements, and the width is that of a table: programs that read mails know little else. */
export function htmlBody({ language, subject, paragraphs, link, footer, brand }: Letter): string {
  const texts = paragraphs.map((text) => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(subject)}</title>
</head>
<body style="margin:0;padding:24px;background:#f2f4f6;color:#1b2733;${FONT};font-size:16px;line-height:1.5">
<table role="presentation" align="center" width="100%" style="max-width:560px;background:#ffffff;border-radius:8px">
<tr><td style="padding:32px">
${heading(brand)}
${texts.join('\n')}
${link ? button(link, colorOf(brand)) : ''}
<p style="margin:32px 0 0;font-size:13px;color:#51606e">${escapeHtml(footer)}</p>
</td></tr>
</table>
</body>
</html>
`;
}

function heading({ name, logoUrl, color }: MailBrand): string {
  const text = escapeHtml(name);
  const shown = isHttps(logoUrl)
    ? `<img src="${escapeHtml(logoUrl)}" alt="${text}" height="40" style="height:40px;max-width:100%">`
    : text;
  return `<p style="margin:0 0 24px;font-size:20px;font-weight:600;color:${colorOf({ color })}">${shown}</p>`;
}

/** With the address below, for whoever would rather copy it. */
function button({ label, url }: { label: string; url: string }, color: string): string {
  const [text, address] = [escapeHtml(label), escapeHtml(url)];
  const style = `display:inline-block;padding:12px 20px;border-radius:6px;background:${color};color:#ffffff;text-decoration:none`;
  return `<p style="margin:24px 0"><a href="${address}" style="${style}">${text}</a></p>
<p style="margin:0;font-size:13px;color:#51606e;word-break:break-all">${address}</p>`;
}

/** Settings are checked when they are made; a style is no place to rely on that. */
function colorOf({ color }: Pick<MailBrand, 'color'>): string {
  return color !== null && /^#[0-9a-f]{6}$/i.test(color) ? color : DEFAULT_COLOR;
}

function isHttps(url: string | null): url is string {
  return url !== null && URL.parse(url)?.protocol === 'https:';
}
