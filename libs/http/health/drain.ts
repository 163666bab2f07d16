/** Whether this process is on its way out. From then on it still answers, says so where load balancers ask, and ends what would never end. */
export class Drain {
  private readonly controller = new AbortController();
  private isClosing = false;

  get started(): boolean {
    return this.controller.signal.aborted;
  }

  /** Aborted when draining starts: event streams and other endless answers end on it. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Whether each answer ends its connection. Not before new ones are refused, or clients would only come back. */
  get closesConnections(): boolean {
    return this.isClosing;
  }

  start(): void {
    this.controller.abort();
  }

  closeConnections(): void {
    this.isClosing = true;
  }
}
