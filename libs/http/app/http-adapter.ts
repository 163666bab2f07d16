import { setTimeout as delay } from 'node:timers/promises';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { AppConfig } from '#libs/config';
import { Drain } from '../health/drain.js';
import { acceptJsonBodies } from '../request/json-body.js';
import { requestIdOf } from '../request/request-id.js';
import { RouteTable } from '../request/route-table.js';
import { answerBrokenConnection } from './broken-connection.js';
import { securityHeaders } from './security-headers.js';
import { answerUnroutable } from './unroutable-requests.js';

export const BODY_LIMIT = 1024 * 1024;

/** How long the process still takes requests after it has been told to stop, so that balancers and keep-alive clients can turn away. */
const GRACE_MS = { production: 3_000, development: 1_000, test: 0 } as const;
/** How long requests that were already taken may last after that; then their connections are cut. */
const IN_FLIGHT_MS = 20_000;

/** Fastify as FieldPilot needs it, before Nest knows of any route. */
export class HttpAdapter extends FastifyAdapter {
  /** The application's own once it is configured. */
  drain = new Drain();
  readonly routes = new RouteTable();
  private readonly graceMs: number;

  constructor(config: AppConfig) {
    super({
      logger: false,
      bodyLimit: BODY_LIMIT,
      trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
      genReqId: requestIdOf,
      // Slow senders are cut off: no honest client needs half a minute for 1 MiB.
      requestTimeout: 30_000,
      // Whoever holds a connection while the process stops is served; see beforeClose.
      return503OnClosing: false,
      routerOptions: { maxParamLength: 256 },
      frameworkErrors: answerUnroutable(securityHeaders(config)),
      clientErrorHandler: answerBrokenConnection,
    });
    this.graceMs = GRACE_MS[config.nodeEnv];
    const fastify = this.getInstance();
    this.routes.watch(fastify);
    acceptJsonBodies(fastify);
    fastify.decorateRequest('context', null);
    fastify.decorateRequest('rawBody', null);
    fastify.decorateRequest('counts', null);
  }

  /**
   * The first step of Nest's shutdown, before any module is destroyed. Readiness fails at once and every answer closes its connection, while
   * requests are still served; then no new connections are taken and what is in flight may finish. Only then is the rest torn down, so no
   * request meets an application that is half gone.
   */
  // Nest awaits what this returns, whatever its type says.
  // eslint-disable-next-line @typescript-eslint/no-misused-promises
  override async beforeClose(): Promise<void> {
    if (this.drain.started) return;
    this.drain.start();
    super.beforeClose();
    const server = this.getHttpServer();
    if (!server.listening) return;
    await this.withoutConnections(this.graceMs);
    await this.finishInFlight();
  }

  /** A connection that falls idle after `close` was called would be waited for until its client lets go. */
  private async finishInFlight(): Promise<void> {
    const server = this.getHttpServer();
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const overdue = setTimeout(() => server.closeAllConnections(), IN_FLIGHT_MS);
    await new Promise<void>((resolve) => server.close(() => resolve()));
    clearInterval(idle);
    clearTimeout(overdue);
  }

  private async withoutConnections(patienceMs: number): Promise<void> {
    const until = Date.now() + patienceMs;
    while (Date.now() < until && (await this.connectionCount()) > 0) await delay(20);
  }

  private connectionCount(): Promise<number> {
    return new Promise((resolve) => this.getHttpServer().getConnections((_error, count) => resolve(count ?? 0)));
  }
}
