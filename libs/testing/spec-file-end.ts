type Close = () => Promise<void>;

// A global, because the test environment loads modules of its own and could not find it otherwise.
declare global {
  var stillOpen: Set<Close> | undefined;
}

/**
 * Closes once, at the first call or at the end of the spec file. An afterAll would not suffice, because it cannot know what a failed
 * beforeAll has opened.
 */
export function closesAtEnd(work: Close): Close {
  const stillOpen = (globalThis.stillOpen ??= new Set());
  let closing: Promise<void> | undefined;
  const close: Close = () => (closing ??= work().finally(() => stillOpen.delete(close)));
  stillOpen.add(close);
  return close;
}
