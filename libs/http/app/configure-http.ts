import type { Abstract } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { AppConfig } from '#libs/config';
import { AppLogger, ROOT_LOGGER } from '#libs/logging';
import { controllerRoutes } from '../routes/controller-routes.js';
import { protectFixedPaths } from '../routes/fixed-paths.js';
import { prepareRoutes } from '../routes/prepare-routes.js';
import { optionsHook } from './options-hook.js';
import { accessLog } from '../response/access-log.js';
import { responseHeaders, entityTag } from '../response/response-headers.js';
import { deniedRequestsHook } from '../response/denied-requests-hook.js';
import { finishResponse } from '../response/finish-response.js';
import { limitBodyTime } from '../files/body-time.js';
import { Drain } from '../health/drain.js';
import { serveHealth } from '../health/health.js';
import { adminSurface, tenantSurface } from '../openapi/documents.js';
import { ExampleSecrets } from '../openapi/example-secrets.js';
import { serveDocuments } from '../openapi/serve-documents.js';
import { serveLandingPage } from '../pages/landing-page.js';
import { serveProblemPages } from '../pages/problem-pages.js';
import { serveReference } from '../pages/reference.js';
import { serveSwaggerUi } from '../pages/swagger-ui.js';
import { ProblemFilter } from '../problem/problem.filter.js';
import { Authenticator } from '../request/authenticator.js';
import { movedHostHook } from '../request/moved-host-hook.js';
import { CallAdmission, DeniedRequests, MovedHosts, ResponseStore } from '../request/request-extensions.js';
import { RequestHook } from '../request/request-hook.js';
import { refuseUndeclaredInput } from '../request/undeclared-input.js';
import { ValidationPipe } from '../request/validation.pipe.js';
import { allowOrigins } from './cors.js';
import { HttpAdapter } from './http-adapter.js';
import { productVersion } from './product-version.js';
import { securityHeaders, sendHeaders } from '../response/security-headers.js';

const tenantPage = { title: tenantSurface.title, documentUrl: '/openapi.json', scheme: tenantSurface.scheme };
const adminPage = { title: adminSurface.title, documentUrl: '/admin/openapi.json', scheme: adminSurface.scheme };

/** Sets up an application made with an HttpAdapter, before `init`. main.ts and tests share it, so that tests run what is served. */
export function configureHttp(app: NestFastifyApplication): void {
  const adapter = app.getHttpAdapter() as unknown;
  if (!(adapter instanceof HttpAdapter))
    throw new Error('configureHttp() needs an application made with an HttpAdapter.');
  const config = app.get(AppConfig);
  app.useLogger(app.get(AppLogger));
  adapter.drain = app.get(Drain);
  prepareRoutes(app);
  protectFixedPaths(fastifyOf(app), controllerRoutes(app));
  addHooks(app, adapter, config);
  app.useGlobalPipes(new ValidationPipe());
  app.useGlobalFilters(new ProblemFilter(adapter.routes, app.get<Logger>(ROOT_LOGGER)));
  allowOrigins(app, config.corsOrigins);
  addPages(app, adapter, config);
}

function addHooks(app: NestFastifyApplication, { drain, routes }: HttpAdapter, config: AppConfig): void {
  const fastify = fastifyOf(app);
  // first, so that responses of the other hooks have these headers too
  fastify.addHook('onRequest', sendHeaders(securityHeaders(config)));
  fastify.addHook('onRequest', limitBodyTime);
  const moved = findProvider(app, MovedHosts);
  if (moved) fastify.addHook('onRequest', movedHostHook(moved));
  const admission = findProvider(app, CallAdmission)?.install(fastify);
  const hook = new RequestHook(app.get(Authenticator, { strict: false }), admission);
  fastify.addHook('onRequest', hook.onRequest);
  fastify.addHook('onRequest', optionsHook(routes, config.corsOrigins.length > 0));
  fastify.addHook('preHandler', refuseUndeclaredInput);
  // before the hook that stores responses, so that their ETags are stored too
  fastify.addHook('onSend', entityTag);
  findProvider(app, ResponseStore)?.install(fastify, app);
  const denied = findProvider(app, DeniedRequests);
  if (denied) fastify.addHook('onSend', deniedRequestsHook(denied, app.get<Logger>(ROOT_LOGGER)));
  fastify.addHook('preSerialization', responseHeaders);
  fastify.addHook('onSend', finishResponse(drain));
  fastify.addHook('onResponse', accessLog(app.get<Logger>(ROOT_LOGGER)));
}

function addPages(app: NestFastifyApplication, { drain }: HttpAdapter, { publicUrl }: AppConfig): void {
  const fastify = fastifyOf(app);
  const version = productVersion();
  serveHealth(fastify, app, drain);
  serveLandingPage(fastify, version);
  serveProblemPages(fastify);
  const secrets = findProvider(app, ExampleSecrets);
  serveDocuments(fastify, app, { version, ...(publicUrl && { publicUrl }) }, secrets);
  serveSwaggerUi(fastify, [
    { path: '/docs', ...tenantPage },
    { path: '/admin/docs', ...adminPage },
  ]);
  serveReference(fastify, [
    { path: '/reference', ...tenantPage },
    { path: '/admin/reference', ...adminPage },
  ]);
}

/** The provider, or undefined where the application does not import its module. */
function findProvider<T>(app: NestFastifyApplication, type: Abstract<T>): T | undefined {
  try {
    return app.get(type, { strict: false });
  } catch {
    return undefined;
  }
}

/** Nest types the instance by version and platform; hooks and plain routes need Fastify's own type. */
function fastifyOf(app: NestFastifyApplication): FastifyInstance {
  return app.getHttpAdapter().getInstance();
}
