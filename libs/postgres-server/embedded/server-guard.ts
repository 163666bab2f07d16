const LOOK_EVERY_MS = 250;
const TRY_AGAIN_AFTER_MS = 5_000;

/** Restarts a server that has died while this process uses it. Several processes may guard the same server. */
export class ServerGuard {
  private timer: NodeJS.Timeout | undefined;
  private reviving: Promise<void> | undefined;
  private notBefore = 0;

  /** @param revive restarts the server, unless another process has done so */
  constructor(
    private readonly lives: () => boolean,
    private readonly revive: () => Promise<void>,
    private readonly warn: (line: string) => void,
  ) {}

  start(): void {
    this.timer ??= setInterval(() => this.look(), LOOK_EVERY_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.reviving;
  }

  private look(): void {
    if (this.reviving || performance.now() < this.notBefore || this.lives()) return;
    this.reviving = this.bringBack().finally(() => (this.reviving = undefined));
  }

  private async bringBack(): Promise<void> {
    this.warn('PostgreSQL has ended unexpectedly: it is started again');
    try {
      await this.revive();
      this.warn('PostgreSQL runs again');
    } catch (error) {
      this.notBefore = performance.now() + TRY_AGAIN_AFTER_MS;
      this.warn(`${(error as Error).message} The next try is in ${TRY_AGAIN_AFTER_MS / 1_000} s.`);
    }
  }
}
