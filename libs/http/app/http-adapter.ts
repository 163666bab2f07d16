import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { AppConfig } from '#libs/config';
import { Drain } from '../health/drain.js';
import { acceptForms } from '../files/accept-forms.js';
import { FILE_REQUEST_MS } from '../files/body-time.js';
import { allowLargerBodies, PUBLIC_BODY_LIMIT } from '../request/body-limits.js';
import { acceptJsonBodies } from '../request/json-body.js';
import { requestIdOf } from '../request/request-id.js';
import { RouteTable } from '../routes/route-table.js';
import { clientErrorHandler } from './client-error-handler.js';
import { GracefulShutdown } from './graceful-shutdown.js';
import { securityHeaders } from '../response/security-headers.js';
import { frameworkErrorHandler } from './framework-error-handler.js';

/** Fastify with the settings that must be made before Nest registers routes. */
export class HttpAdapter extends FastifyAdapter {
  /** Replaced by the application's own in `configureHttp`. */
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
      // Closes connections that send too slowly; what is no file has much less time, see limitBodyTime.
      requestTimeout: FILE_REQUEST_MS,
      // By default Node checks only every half minute, and uses the longer of the two times for the whole request.
      http: { connectionsCheckingInterval: 1_000, headersTimeout: 20_000 },
      // Open connections are still served while the process stops; see beforeClose.
      return503OnClosing: false,
      routerOptions: { maxParamLength: 256 },
      frameworkErrors: frameworkErrorHandler(headers),
      clientErrorHandler: clientErrorHandler(headers),
    });
    const fastify = this.getInstance();
    this.shutdown = new GracefulShutdown(fastify.server, config.nodeEnv);
    this.routes.collectFrom(fastify);
    allowLargerBodies(fastify);
    acceptJsonBodies(fastify);
    acceptForms(fastify);
    fastify.decorateRequest('context', null);
    fastify.decorateRequest('rawBody', null);
    fastify.decorateRequest('counts', null);
  }

  /**
   * The first step of Nest's shutdown, before modules are destroyed. It waits for the last response, so that no request meets an
   * application that is partly destroyed.
   */
  // Nest awaits the promise, although the method's type returns void.
  // eslint-disable-next-line @typescript-eslint/no-misused-promises
  override async beforeClose(): Promise<void> {
    if (this.drain.started) return;
    this.drain.start();
    super.beforeClose();
    if (this.getHttpServer().listening) await this.shutdown.run(this.drain);
  }
}
