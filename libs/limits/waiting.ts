/** A call is let through rather than kept longer than this for the sake of a limit. */
const PATIENCE_MILLISECONDS = 1_000;

/** Calls that wait for something, until it is done or their patience is at its end. */
export class Waiting<K extends object> {
  private readonly ends = new Map<K, (() => void)[]>();

  for(key: K): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, PATIENCE_MILLISECONDS);
      const end = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const ends = this.ends.get(key);
      if (ends) ends.push(end);
      else this.ends.set(key, [end]);
    });
  }

  end(key: K): void {
    const ends = this.ends.get(key) ?? [];
    this.ends.delete(key);
    for (const end of ends) end();
  }
}
