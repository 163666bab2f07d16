/** `*: …` allows the same change everywhere in a document, for example a pattern of every text. */
export function allowedChange(allowed, change) {
  return allowed.startsWith('*: ') ? change.slice(change.indexOf(': ')) === allowed.slice(1) : change === allowed;
}
