import type { CatalogueEntry, ProblemCatalogue, ProblemEntry } from '../problem/problem-catalogue.js';
import { PROBLEM_TYPES } from '../problem/problem.js';
import { assets } from './document-page.js';

/** The page of one code. */
export function codePage(entry: CatalogueEntry | ProblemEntry): string {
  const status = 'status' in entry ? `<p class="status">HTTP ${entry.status} ${text(entry.title)}</p>` : '';
  return page(
    entry.code,
    `<h1>${text(entry.code)}</h1>
${status}
<p>${text(entry.meaning)}</p>
<h2>What to do</h2>
<p>${text(entry.remedy)}</p>
<p><a href="${PROBLEM_TYPES}">All codes</a></p>`,
  );
}

/** The page of all codes, each with an anchor. */
export function codesPage({ problems, fields }: ProblemCatalogue): string {
  return page(
    'Problem codes',
    `<h1>Problem codes</h1>
<p>What an error answer means by its <code>code</code>, and what to do about it. New codes may be added.</p>
${table(problems, ['Code', 'Status', 'Meaning', 'What to do'])}
<h2>Codes of fields</h2>
<p>Entries of <code>errors</code> carry these, or the code of the problem itself.</p>
${table(fields, ['Code', 'Meaning', 'What to do'])}`,
  );
}

function table(entries: readonly (CatalogueEntry | ProblemEntry)[], head: readonly string[]): string {
  const titles = head.map((title) => `<th>${title}</th>`).join('');
  return `<div class="wide"><table><thead><tr>${titles}</tr></thead><tbody>
${entries.map(row).join('\n')}
</tbody></table></div>`;
}

function row(entry: CatalogueEntry | ProblemEntry): string {
  const { code, meaning, remedy } = entry;
  const name = `<a href="${PROBLEM_TYPES}/${code}">${code}</a>`;
  const cells = [name, ...('status' in entry ? [String(entry.status)] : []), text(meaning), text(remedy)];
  return `<tr id="${code}">${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

/** Escapes HTML, and marks text between backticks as code. */
function text(plain: string): string {
  const escaped = plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replace(/`([^`]+)`/g, '<code>$1</code>');
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – FieldPilot</title>
<link rel="icon" href="${assets}favicon-32x32.png">
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 3rem auto; padding: 0 1rem; color: #1b2733; background: #fff }
a { color: #0b5cad } .status { color: #51606e } .wide { overflow-x: auto } h1 { overflow-wrap: anywhere }
table { border-collapse: collapse } th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #d5dbe1 }
tr:target { background: #fff4cc }
@media (prefers-color-scheme: dark) { body { color: #e3e8ee; background: #14191f } a { color: #7db8f5 } .status { color: #9aa7b4 } th, td { border-color: #33404d } tr:target { background: #3a3415 } }
</style>
</head>
<body>
${body}
</body>
</html>
`;
}
