import type { Server } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setImmediate as afterPolling, setTimeout as delay } from 'node:timers/promises';
import type { NodeEnv } from '#libs/config';
import type { Drain } from '../health/drain.js';

/** How long the process still takes connections after it has been told to stop, so that balancers see that it is not ready and turn away. */
const GRACE_MS = { production: 3_000, development: 1_000, test: 0 } as const;
/** How long idle connections may still bring a request after that. */
const LINGER_MS = { production: 2_000, development: 1_000, test: 0 } as const;
/** How long requests that were taken may last after that; then their connections are cut. */
const IN_FLIGHT_MS = 20_000;

/**
 * Ends a server without failing a request: first it only says that it is not ready; then it takes no new connections, while each answer closes
 * its own; then what is idle is closed, and what is being answered may finish.
 */
export class GracefulShutdown {
  private readonly sockets = new Set<Socket>();

  constructor(
    private readonly server: Server,
    private readonly nodeEnv: NodeEnv,
  ) {
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
  }

  async run(drain: Drain): Promise<void> {
    await this.withoutConnections(GRACE_MS[this.nodeEnv]);
    // right after the event loop has accepted whoever was waiting: the system resets those who wait when it ends
    await afterPolling();
    const closed = this.stopListening();
    drain.closeConnections();
    await Promise.race([closed, delay(LINGER_MS[this.nodeEnv])]);
    await this.finishInFlight(closed);
  }

  /** Node's own `close` would cut idle connections at once, on which a client may be sending just now. */
  private stopListening(): Promise<void> {
    return new Promise((resolve) => NetServer.prototype.close.call(this.server, () => resolve()));
  }

  private async finishInFlight(closed: Promise<void>): Promise<void> {
    const idle = setInterval(() => this.closeIdle(), 50);
    const overdue = setTimeout(() => this.sockets.forEach((socket) => socket.destroy()), IN_FLIGHT_MS);
    this.closeIdle();
    await closed;
    clearInterval(idle);
    clearTimeout(overdue);
  }

  /** To Node a connection that has not sent anything yet is not idle. */
  private closeIdle(): void {
    this.server.closeIdleConnections();
    for (const socket of this.sockets) if (socket.bytesRead === 0) socket.destroy();
  }

  private async withoutConnections(patienceMs: number): Promise<void> {
    const until = performance.now() + patienceMs;
    while (performance.now() < until && this.sockets.size > 0) await delay(20);
  }
}
