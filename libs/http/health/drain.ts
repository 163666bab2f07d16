/** Whether this process is on its way out. From then on it still answers, says so where load balancers ask, and ends what would never end. */
export class Drain {
  private readonly controller = new AbortController();

  get started(): boolean {
    return this.controller.signal.aborted;
  }

  /** Aborted when draining starts: event streams and other endless answers end on it. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  start(): void {
    this.controller.abort();
  }
}
