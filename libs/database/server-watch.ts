import type { ConnectionInUse } from './pg-internals.js';
import { askServer } from './server-inquiry.js';

const TICK_MS = 250;
/** So many ticks without a byte of an answer, and the server is asked whether it works on it. */
const SUSPICIOUS_AFTER = 4;

/** Nothing comes back from the server, or from the network on the way to it. */
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
 * Tells a slow statement from a server that is frozen or cut off: what is silent for a second is asked after by another way. While the
 * server answers there, statements may take as long as they are allowed to. Looks at all connections from time to time, so that a
 * statement costs nothing.
 */
export class ServerWatch {
  private readonly observed = new Map<ConnectionInUse, Observed>();
  private timer: NodeJS.Timeout | undefined;
  private isAsking = false;
  private silent = false;

  /** @param log is told when the silence begins and when it ends */
  constructor(
    private readonly url: string,
    private readonly log: (line: string) => void,
  ) {}

  /** From when the server gave no answer any more until it gives one. */
  get isSilent(): boolean {
    return this.silent;
  }

  add(client: ConnectionInUse): void {
    this.observed.set(client, { bytesRead: 0, ticksWithout: 0 });
    client.once('end', () => this.observed.delete(client));
    this.timer ??= setInterval(() => this.tick(), TICK_MS).unref();
  }

  private tick(): void {
    if (this.observed.size === 0 && !this.silent) return this.rest();
    for (const [client, seen] of this.observed) {
      const { bytesRead } = client.connection.stream;
      const waits = !client.readyForQuery && bytesRead === seen.bytesRead;
      seen.ticksWithout = waits ? seen.ticksWithout + 1 : 0;
      seen.bytesRead = bytesRead;
    }
    if (!this.isAsking && (this.silent || this.waiting(SUSPICIOUS_AFTER).length > 0)) void this.ask();
  }

  private rest(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private async ask(): Promise<void> {
    this.isAsking = true;
    const suspects = this.waiting(SUSPICIOUS_AFTER);
    const answer = await askServer(
      this.url,
      suspects.map(({ processID }) => processID),
    );
    this.isAsking = false;
    this.tell(answer === 'silent');
    const lost = answer === 'silent' ? this.waiting(0) : suspects.filter(({ processID }) => answer.includes(processID));
    for (const client of lost) this.cutOff(client);
    for (const client of suspects) this.askLater(client);
  }

  private tell(isSilent: boolean): void {
    if (isSilent === this.silent) return;
    this.silent = isSilent;
    this.log(isSilent ? 'PostgreSQL does not answer: requests are refused until it does' : 'PostgreSQL answers again');
  }

  private waiting(ticks: number): ConnectionInUse[] {
    return [...this.observed]
      .filter(([{ readyForQuery }, { ticksWithout }]) => !readyForQuery && ticksWithout >= ticks)
      .map(([client]) => client);
  }

  /** Unless an answer has come meanwhile. */
  private cutOff(client: ConnectionInUse): void {
    const seen = this.observed.get(client);
    if (seen && !client.readyForQuery && client.connection.stream.bytesRead === seen.bytesRead)
      client.connection.stream.destroy(new ServerSilentError());
  }

  private askLater(client: ConnectionInUse): void {
    const seen = this.observed.get(client);
    if (seen) seen.ticksWithout = 0;
  }
}
