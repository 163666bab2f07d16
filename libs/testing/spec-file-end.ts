type Close = () => Promise<void>;

// A global, so that the environment of the spec file finds it: its own modules are others.
declare global {
  var stillOpen: Set<Close> | undefined;
}

/**
 * Closes once, however often it is asked to; without being asked at the end of the spec file. An afterAll would not do: what a failed
 * beforeAll has opened has no name yet.
 */
export function closesAtEnd(work: Close): Close {
  const stillOpen = (globalThis.stillOpen ??= new Set());
  let closing: Promise<void> | undefined;
  const close: Close = () => (closing ??= work().finally(() => stillOpen.delete(close)));
  stillOpen.add(close);
  return close;
}
