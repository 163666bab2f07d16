/** Control characters, line ends of every kind, and signs that turn the direction of writing: none belongs into a line of a mail. */
const notInLines = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** Names that people have typed can neither begin a new header nor show a text backwards. */
export function oneLine(text: string): string {
  return text.replace(notInLines, ' ').trim();
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign]!);
}
