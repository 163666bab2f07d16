/** Waits until everybody who was there has answered. Answers may come before it is known whose are awaited. */
export class RollCall {
  private readonly answered = new Set<number>();
  private awaited: readonly number[] | undefined;
  private finish: (() => void) | undefined;

  answer(by: number): void {
    this.answered.add(by);
    if (this.isComplete()) this.finish?.();
  }

  /** Gives up on who stays silent. */
  async complete(awaited: readonly number[], patienceMilliseconds: number): Promise<void> {
    this.awaited = awaited;
    if (this.isComplete()) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, patienceMilliseconds);
      this.finish = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private isComplete(): boolean {
    return this.awaited !== undefined && this.awaited.every((one) => this.answered.has(one));
  }
}
