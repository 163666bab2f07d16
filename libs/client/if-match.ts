/** For `params.header` of a change: it is refused with 412 when somebody else has changed the resource since it was read. */
export function ifMatch({ version }: { readonly version: number }): { 'If-Match': string } {
  return { 'If-Match': `"${String(version)}"` };
}
