import { escapeHtml } from '../template/plain-text.js';
import type { KeptMailView } from './kept-mails.js';

const style = `body { font: 16px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 3rem auto; padding: 0 1rem; color: #1b2733; background: #fff }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid #d8dee4 }
pre { white-space: pre-wrap; overflow-wrap: anywhere } a { color: #0b5cad }`;

/** Where a line of a mail's text is an address, a link: it is what one looks for here. */
const address = /^https?:\/\/\S+$/;

export function mailListPage(mails: readonly KeptMailView[]): string {
  const rows = mails.map(
    ({ id, recipient, subject, createdAt }) =>
      `<tr><td>${escapeHtml(createdAt)}</td><td>${escapeHtml(recipient)}</td><td><a href="/mail/${id}">${escapeHtml(subject)}</a></td></tr>`,
  );
  const table = `<table><tr><th>When</th><th>To</th><th>Subject</th></tr>\n${rows.join('\n')}</table>`;
  const hint = '<p>No SMTP_URL is set, so mails are kept here instead of being sent.</p>';
  return page('Mail', `${hint}\n${mails.length > 0 ? table : '<p>There is none yet.</p>'}`);
}

export function mailTextPage(mail: KeptMailView): string {
  const { id, sender, recipient, subject, text, createdAt, attachment } = mail;
  const lines = text.split('\n').map((line) => {
    const shown = escapeHtml(line);
    return address.test(line) ? `<a href="${shown}">${shown}</a>` : shown;
  });
  const file = attachment ? ` · <a href="/mail/${id}/attachment">${escapeHtml(attachment.fileName)}</a>` : '';
  const about = `From ${sender} to ${recipient}, ${createdAt}`;
  const body = `<p>${escapeHtml(about)} · <a href="/mail/${id}/html">as HTML</a>${file} · <a href="/mail">all mails</a></p>`;
  return page(subject, `${body}\n<pre>${lines.join('\n')}</pre>`);
}

function page(title: string, body: string): string {
  const heading = escapeHtml(title);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${heading}</title>
<style>${style}</style></head>
<body>
<h1>${heading}</h1>
${body}
</body>
</html>
`;
}
