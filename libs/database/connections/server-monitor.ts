import type { ConnectionInUse } from '../wire/pg-internals.js';
import { findIdleBackends } from './idle-backends.js';

const TICK_MS = 250;
/** After so many ticks without a byte from the server the backend is checked. */
const SUSPICIOUS_AFTER = 4;

/** The server, or the network on the way to it, does not respond. */
export class ServerSilentError extends Error {
  readonly code = 'ETIMEDOUT';

  constructor() {
    super('PostgreSQL does not answer');
  }
}

interface Observed {
  bytesRead: number;
  ticksWithout: number;
}

/**
 * Distinguishes slow statements from a server that is frozen or unreachable: a connection that is silent for a second is checked through
 * another one. While the server responds there, statements may take as long as they are allowed to. It polls all connections, so that
 * statements have no overhead.
 */
export class ServerMonitor {
  private readonly observed = new Map<ConnectionInUse, Observed>();
  private timer: NodeJS.Timeout | undefined;
  private isChecking = false;
  private silent = false;

  /** @param log called when the silence begins and when it ends */
  constructor(
    private readonly url: string,
    private readonly log: (line: string) => void,
  ) {}

  /** Whether the server has stopped responding. */
  get isSilent(): boolean {
    return this.silent;
  }

  add(client: ConnectionInUse): void {
    this.observed.set(client, { bytesRead: 0, ticksWithout: 0 });
    client.once('end', () => this.observed.delete(client));
    this.timer ??= setInterval(() => this.tick(), TICK_MS).unref();
  }

  private tick(): void {
    if (this.observed.size === 0 && !this.silent) return this.stopTimer();
    for (const [client, seen] of this.observed) {
      const { bytesRead } = client.connection.stream;
      const waits = !client.readyForQuery && bytesRead === seen.bytesRead;
      seen.ticksWithout = waits ? seen.ticksWithout + 1 : 0;
      seen.bytesRead = bytesRead;
    }
    if (!this.isChecking && (this.silent || this.waiting(SUSPICIOUS_AFTER).length > 0)) void this.check();
  }

  private stopTimer(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private async check(): Promise<void> {
    this.isChecking = true;
    const suspects = this.waiting(SUSPICIOUS_AFTER);
    const answer = await findIdleBackends(
      this.url,
      suspects.map(({ processID }) => processID),
    );
    this.isChecking = false;
    this.reportSilence(answer === 'silent');
    const lost = answer === 'silent' ? this.waiting(0) : suspects.filter(({ processID }) => answer.includes(processID));
    for (const client of lost) this.destroyUnlessAnswered(client);
    for (const client of suspects) this.resetTicks(client);
  }

  private reportSilence(isSilent: boolean): void {
    if (isSilent === this.silent) return;
    this.silent = isSilent;
    this.log(isSilent ? 'PostgreSQL does not answer: requests are refused until it does' : 'PostgreSQL answers again');
  }

  private waiting(ticks: number): ConnectionInUse[] {
    return [...this.observed]
      .filter(([{ readyForQuery }, { ticksWithout }]) => !readyForQuery && ticksWithout >= ticks)
      .map(([client]) => client);
  }

  /** Skips the connection when a response has arrived meanwhile. */
  private destroyUnlessAnswered(client: ConnectionInUse): void {
    const seen = this.observed.get(client);
    if (seen && !client.readyForQuery && client.connection.stream.bytesRead === seen.bytesRead)
      client.connection.stream.destroy(new ServerSilentError());
  }

  private resetTicks(client: ConnectionInUse): void {
    const seen = this.observed.get(client);
    if (seen) seen.ticksWithout = 0;
  }
}
