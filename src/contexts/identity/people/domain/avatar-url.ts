/** A path of this service. Two slashes at the beginning, of either kind, would name a host. */
export const ownPath = /^\/(?![/\\])[^\s\\]*$/;

/** Hides addresses on other hosts, stored when they were allowed, because loading them would reveal colleagues' visits to those hosts. */
export function visibleAvatar(url: string | null): string | null {
  return url !== null && ownPath.test(url) ? url : null;
}
