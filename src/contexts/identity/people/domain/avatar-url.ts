const character = String.raw`[^\s\x00-\x1F\x7F-\x9F\\]`;
const firstCharacter = String.raw`[^\s\x00-\x1F\x7F-\x9F\\/]`;

/**
 * A path of this service, without blanks and control characters. Two slashes at the beginning, of either kind, would name a host.
 * The document shows it, so it does without look-ahead, which not all languages have.
 */
export const ownPath = new RegExp(`^/(${firstCharacter}${character}*)?$`);

/** Hides addresses on other hosts, stored when they were allowed, because loading them would reveal colleagues' visits to those hosts. */
export function visibleAvatar(url: string | null): string | null {
  return url !== null && ownPath.test(url) ? url : null;
}
