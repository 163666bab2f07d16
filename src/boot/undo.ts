type Step = () => unknown;

/** Steps that stop what a process has started, in reverse order. */
export class Undo {
  private readonly steps: Step[] = [];
  private running: Promise<void> | undefined;

  defer(step: Step): void {
    this.steps.push(step);
  }

  /** Runs every step; rejects with the first error at the end. */
  run(): Promise<void> {
    return (this.running ??= this.runAll());
  }

  /** Runs only the step that was deferred first, for an immediate end. */
  async runFirst(): Promise<void> {
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
