/** Whether this process is shutting down. It then still responds, fails its readiness, and ends event streams. */
export class Drain {
  private readonly controller = new AbortController();
  private isClosing = false;

  get started(): boolean {
    return this.controller.signal.aborted;
  }

  /** Aborted when the shutdown starts, which ends event streams and other responses without an end. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Whether each response closes its connection. Only after new connections are refused, since clients would reconnect to this process. */
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
