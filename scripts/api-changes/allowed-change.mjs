/** `*: …` allows the same change wherever in a document it is: the form of every text, say. */
export function allowedChange(allowed, change) {
  return allowed.startsWith('*: ') ? change.slice(change.indexOf(': ')) === allowed.slice(1) : change === allowed;
}
