import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { AppConfig } from '#libs/config';
import { Drain } from '../health/drain.js';
import { allowLargerBodies, PUBLIC_BODY_LIMIT } from '../request/body-limits.js';
import { acceptJsonBodies } from '../request/json-body.js';
import { requestIdOf } from '../request/request-id.js';
import { RouteTable } from '../routes/route-table.js';
import { answerBrokenConnection } from './broken-connection.js';
import { GracefulShutdown } from './graceful-shutdown.js';
import { securityHeaders } from '../answer/security-headers.js';
import { answerUnroutable } from './unroutable-requests.js';

/** Fastify as FieldPilot needs it, before Nest knows of any route. */
export class HttpAdapter extends FastifyAdapter {
  /** The application's own once it is configured. */
  drain = new Drain();
  readonly routes = new RouteTable();
  private readonly shutdown: GracefulShutdown;

  constructor(config: AppConfig) {
    const headers = securityHeaders(config);
    super({
      logger: false,
      bodyLimit: PUBLIC_BODY_LIMIT,
      trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
      genReqId: requestIdOf,
      // Slow senders are cut off: no honest client needs half a minute for 1 MiB.
      requestTimeout: 30_000,
      // Node looks for them only every half minute by itself, and takes the longer of the two times for that of the whole request.
      http: { connectionsCheckingInterval: 1_000, headersTimeout: 20_000 },
      // Whoever holds a connection while the process stops is served; see beforeClose.
      return503OnClosing: false,
      routerOptions: { maxParamLength: 256 },
      frameworkErrors: answerUnroutable(headers),
      clientErrorHandler: answerBrokenConnection(headers),
    });
    const fastify = this.getInstance();
    this.shutdown = new GracefulShutdown(fastify.server, config.nodeEnv);
    this.routes.watch(fastify);
    allowLargerBodies(fastify);
    acceptJsonBodies(fastify);
    fastify.decorateRequest('context', null);
    fastify.decorateRequest('rawBody', null);
    fastify.decorateRequest('counts', null);
  }

  /**
   * The first step of Nest's shutdown, before any module is destroyed: readiness fails at once, and only when the last request is answered
   * is the rest torn down, so no request meets an application that is half gone.
   */
  // Nest awaits what this returns, whatever its type says.
  // eslint-disable-next-line @typescript-eslint/no-misused-promises
  override async beforeClose(): Promise<void> {
    if (this.drain.started) return;
    this.drain.start();
    super.beforeClose();
    if (this.getHttpServer().listening) await this.shutdown.run(this.drain);
  }
}
