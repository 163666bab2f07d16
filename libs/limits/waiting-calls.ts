/** A call is let through rather than delayed for longer than this. */
const MAX_WAIT_MILLISECONDS = 1_000;

/** Calls that wait for an exchange, until it is done or they have waited too long. */
export class WaitingCalls<K extends object> {
  private readonly waiting = new Map<K, (() => void)[]>();

  wait(key: K): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, MAX_WAIT_MILLISECONDS);
      const end = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const ends = this.waiting.get(key);
      if (ends) ends.push(end);
      else this.waiting.set(key, [end]);
    });
  }

  resume(key: K): void {
    const ends = this.waiting.get(key) ?? [];
    this.waiting.delete(key);
    for (const end of ends) end();
  }
}
