export interface EntityTag {
  readonly isWeak: boolean;
  /** With its quotes. */
  readonly opaque: string;
}

const list = /^[\s,]*((W\/)?"[\x21\x23-\x7e\x80-\xff]*"[\t ]*(,[\s,]*|$))+$/;
const each = /(W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g;

/** The tags of If-Match or If-None-Match (RFC 9110, 8.8.3): commas may stand inside of them. None for what is no such list. */
export function entityTags(header: string): EntityTag[] {
  if (!list.test(header)) return [];
  return [...header.matchAll(each)].map(([, weak, opaque]) => ({ isWeak: weak !== undefined, opaque: opaque! }));
}
