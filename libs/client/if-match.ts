/**
 * For `params.header` of a change, from the answer or from the resource that was read: the change is refused with 412 when somebody else
 * was first.
 */
export function ifMatch(seen: Response | { readonly version: number }): { 'If-Match': string } {
  return { 'If-Match': 'version' in seen ? `"${String(seen.version)}"` : entityTag(seen) };
}

function entityTag({ headers, url }: Response): string {
  const tag = headers.get('etag');
  if (tag === null) throw new TypeError(`The answer of ${url} has no ETag.`);
  // proxies that compress an answer make its tag weak, and a weak one never matches
  return tag.replace(/^W\//, '');
}
