import type { Server } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setImmediate as afterPolling, setTimeout as delay } from 'node:timers/promises';
import type { NodeEnv } from '#libs/config';
import type { Drain } from '../health/drain.js';

/** How long the process still accepts connections after the signal to stop, so that load balancers notice that it is not ready. */
const GRACE_MS = { production: 3_000, development: 1_000, test: 0 } as const;
/** How long idle connections stay open after that, since a client may be sending a request. */
const LINGER_MS = { production: 2_000, development: 1_000, test: 0 } as const;
/** How long running requests may take after that, before their connections are closed. */
const IN_FLIGHT_MS = 20_000;

/**
 * Stops a server without failing a request. First only readiness fails; then new connections are refused and each response closes its own;
 * then idle connections are closed, while running requests may finish.
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
    await this.waitForConnections(GRACE_MS[this.nodeEnv]);
    // right after the event loop has accepted waiting connections, which the system would reset
    await afterPolling();
    const closed = this.stopListening();
    drain.closeConnections();
    await Promise.race([closed, delay(LINGER_MS[this.nodeEnv])]);
    await this.finishInFlight(closed);
  }

  /** Node's own `close` would close idle connections at once, on which a client may be sending a request. */
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

  /** Node does not count a connection as idle before it has sent anything. */
  private closeIdle(): void {
    this.server.closeIdleConnections();
    for (const socket of this.sockets) if (socket.bytesRead === 0) socket.destroy();
  }

  private async waitForConnections(patienceMs: number): Promise<void> {
    const until = performance.now() + patienceMs;
    while (performance.now() < until && this.sockets.size > 0) await delay(20);
  }
}
