/** A path of this service. Two slashes, or one of each, begin with a host. */
export const ownPath = /^\/(?![/\\])[^\s\\]*$/;

/** Colleagues' browsers load it, and must not tell other hosts of it: what was stored when these were allowed is not shown. */
export function shownAvatar(url: string | null): string | null {
  return url !== null && ownPath.test(url) ? url : null;
}
