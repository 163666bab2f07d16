/** The processes that have acknowledged a signal. They may do so before the sender knows which ones to wait for. */
export class Acknowledgements {
  private readonly received = new Set<number>();
  private awaited: readonly number[] | undefined;
  private finish: (() => void) | undefined;

  add(by: number): void {
    this.received.add(by);
    if (this.isComplete()) this.finish?.();
  }

  /** Resolves once all awaited processes have acknowledged, or at the time-out. */
  async all(awaited: readonly number[], timeoutMilliseconds: number): Promise<void> {
    this.awaited = awaited;
    if (this.isComplete()) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeoutMilliseconds);
      this.finish = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private isComplete(): boolean {
    return this.awaited !== undefined && this.awaited.every((one) => this.received.has(one));
  }
}
