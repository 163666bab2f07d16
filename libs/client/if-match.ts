/**
 * The header for `params.header` of a change, made from the response or the resource that was read. The server then refuses the change
 * with 412 when somebody else has changed the resource since.
 */
export function ifMatch(seen: Response | { readonly version: number }): { 'If-Match': string } {
  return { 'If-Match': 'version' in seen ? `"${String(seen.version)}"` : entityTag(seen) };
}

function entityTag({ headers, url }: Response): string {
  const tag = headers.get('etag');
  if (tag === null) throw new TypeError(`The answer of ${url} has no ETag.`);
  // Proxies that compress a response make its ETag weak, and a weak ETag never matches.
  return tag.replace(/^W\//, '');
}
