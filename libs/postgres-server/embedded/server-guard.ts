const CHECK_EVERY_MS = 250;
const TRY_AGAIN_AFTER_MS = 5_000;

/** Restarts a server that has died while this process uses it. Several processes may guard the same server. */
export class ServerGuard {
  private timer: NodeJS.Timeout | undefined;
  private restarting: Promise<void> | undefined;
  private notBefore = 0;

  /** @param startServer restarts the server, unless another process has done so */
  constructor(
    private readonly isAlive: () => boolean,
    private readonly startServer: () => Promise<void>,
    private readonly warn: (line: string) => void,
  ) {}

  start(): void {
    this.timer ??= setInterval(() => this.check(), CHECK_EVERY_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.restarting;
  }

  private check(): void {
    if (this.restarting || performance.now() < this.notBefore || this.isAlive()) return;
    this.restarting = this.restart().finally(() => (this.restarting = undefined));
  }

  private async restart(): Promise<void> {
    this.warn('PostgreSQL has ended unexpectedly: it is started again');
    try {
      await this.startServer();
      this.warn('PostgreSQL runs again');
    } catch (error) {
      this.notBefore = performance.now() + TRY_AGAIN_AFTER_MS;
      this.warn(`${(error as Error).message} The next try is in ${TRY_AGAIN_AFTER_MS / 1_000} s.`);
    }
  }
}
