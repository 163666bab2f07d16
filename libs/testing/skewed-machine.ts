/** Sets the machine's clock, as this process sees it, ahead or (negative) back. @returns a function that resets it */
export function skewMachine(milliseconds: number): () => void {
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...parts: unknown[]) {
      super(...((parts.length === 0 ? [RealDate.now() + milliseconds] : parts) as [number]));
    }
    static override now(): number {
      return RealDate.now() + milliseconds;
    }
  } as DateConstructor;
  return () => void (globalThis.Date = RealDate);
}
