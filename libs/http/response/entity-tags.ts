export interface EntityTag {
  readonly isWeak: boolean;
  /** Includes the quotes. */
  readonly opaque: string;
}

/** One tag, or several separated by commas. The API document shows it. */
export const tagList = /^[\s,]*((W\/)?"[\x21\x23-\x7e\x80-\xff]*"[\t ]*(,[\s,]*|$))+$/;
const each = /(W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g;

/** Parses If-Match or If-None-Match (RFC 9110, 8.8.3), where a tag may itself contain commas. Returns none for a malformed list. */
export function entityTags(header: string): EntityTag[] {
  if (!tagList.test(header)) return [];
  return [...header.matchAll(each)].map(([, weak, opaque]) => ({ isWeak: weak !== undefined, opaque: opaque! }));
}
