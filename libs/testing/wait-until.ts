/** Waits for something asynchronous, such as a delivered event. Fails after a few seconds with the last value. */
export async function waitUntil<T>(
  probe: () => Promise<T | undefined | false | null>,
  { timeoutMs = 10_000, what = 'the condition' } = {},
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const seen = await probe();
    if (seen !== undefined && seen !== false && seen !== null) return seen;
    if (performance.now() > deadline) throw new Error(`${what} did not come true within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
