type Step = () => unknown;

/** What a process has started, to be taken back in the opposite order. */
export class Undo {
  private readonly steps: Step[] = [];
  private running: Promise<void> | undefined;

  defer(step: Step): void {
    this.steps.push(step);
  }

  /** Every step is tried; the first error is told at the end. */
  run(): Promise<void> {
    return (this.running ??= this.runAll());
  }

  /** Only the step that was put in first: for an end at any price. */
  async rush(): Promise<void> {
    await this.steps[0]?.();
  }

  private async runAll(): Promise<void> {
    const errors: unknown[] = [];
    for (const step of [...this.steps].reverse()) {
      try {
        await step();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }
}
