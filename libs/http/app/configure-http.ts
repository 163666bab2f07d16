import type { Abstract } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { AppConfig } from '#libs/config';
import { AppLogger, ROOT_LOGGER } from '#libs/logging';
import { controllerRoutes } from '../routes/controller-routes.js';
import { keepFixedPaths } from '../routes/fixed-paths.js';
import { prepareRoutes } from '../routes/prepare-routes.js';
import { nameMethods } from './name-methods.js';
import { accessLog } from '../answer/access-log.js';
import { answerHeaders, entityTag } from '../answer/answer-headers.js';
import { lastTouches } from '../answer/last-touches.js';
import { Drain } from '../health/drain.js';
import { serveHealth } from '../health/health.js';
import { adminSurface, tenantSurface } from '../openapi/documents.js';
import { ExampleSecrets } from '../openapi/example-secrets.js';
import { serveDocuments } from '../openapi/serve-documents.js';
import { serveLandingPage } from '../pages/landing.js';
import { serveProblemPages } from '../pages/problem-pages.js';
import { serveReference } from '../pages/reference.js';
import { serveSwaggerUi } from '../pages/swagger-ui.js';
import { ProblemFilter } from '../problem/problem.filter.js';
import { Authenticator } from '../request/authenticator.js';
import { CallAdmission, ReplyKeeper } from '../request/request-extensions.js';
import { RequestHook } from '../request/request-hook.js';
import { refuseUndeclaredInput } from '../request/undeclared-input.js';
import { ValidationPipe } from '../request/validation.pipe.js';
import { allowOrigins } from './cors.js';
import { HttpAdapter } from './http-adapter.js';
import { productVersion } from './product-version.js';
import { securityHeaders, sendHeaders } from '../answer/security-headers.js';

const tenantPage = { title: tenantSurface.title, documentUrl: '/openapi.json', scheme: tenantSurface.scheme };
const adminPage = { title: adminSurface.title, documentUrl: '/admin/openapi.json', scheme: adminSurface.scheme };

/** Sets up an application made with an HttpAdapter, before `init`: what main.ts serves and what tests call are the same. */
export function configureHttp(app: NestFastifyApplication): void {
  const adapter = app.getHttpAdapter() as unknown;
  if (!(adapter instanceof HttpAdapter))
    throw new Error('configureHttp() needs an application made with an HttpAdapter.');
  const config = app.get(AppConfig);
  app.useLogger(app.get(AppLogger));
  adapter.drain = app.get(Drain);
  prepareRoutes(app);
  keepFixedPaths(fastifyOf(app), controllerRoutes(app));
  addHooks(app, adapter, config);
  app.useGlobalPipes(new ValidationPipe());
  app.useGlobalFilters(new ProblemFilter(adapter.routes, app.get<Logger>(ROOT_LOGGER)));
  allowOrigins(app, config.corsOrigins);
  addPages(app, adapter, config);
}

function addHooks(app: NestFastifyApplication, { drain, routes }: HttpAdapter, config: AppConfig): void {
  const fastify = fastifyOf(app);
  // before the others, so that what those refuse carries them too
  fastify.addHook('onRequest', sendHeaders(securityHeaders(config)));
  const admission = whereImported(app, CallAdmission)?.install(fastify);
  const hook = new RequestHook(app.get(Authenticator, { strict: false }), admission);
  fastify.addHook('onRequest', hook.onRequest);
  fastify.addHook('onRequest', nameMethods(routes, config.corsOrigins.length > 0));
  fastify.addHook('preHandler', refuseUndeclaredInput);
  // before the hook that keeps answers, which keeps their tags too
  fastify.addHook('onSend', entityTag);
  whereImported(app, ReplyKeeper)?.install(fastify, app);
  fastify.addHook('preSerialization', answerHeaders);
  fastify.addHook('onSend', lastTouches(drain));
  fastify.addHook('onResponse', accessLog(app.get<Logger>(ROOT_LOGGER)));
}

function addPages(app: NestFastifyApplication, { drain }: HttpAdapter, { publicUrl }: AppConfig): void {
  const fastify = fastifyOf(app);
  const version = productVersion();
  serveHealth(fastify, app, drain);
  serveLandingPage(fastify, version);
  serveProblemPages(fastify);
  const secrets = whereImported(app, ExampleSecrets);
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

/** Provided by a module of its own, which an application may do without. */
function whereImported<T>(app: NestFastifyApplication, type: Abstract<T>): T | undefined {
  try {
    return app.get(type, { strict: false });
  } catch {
    return undefined;
  }
}

/** The adapter types its instance by version and platform; for hooks and plain routes it is Fastify. */
function fastifyOf(app: NestFastifyApplication): FastifyInstance {
  return app.getHttpAdapter().getInstance();
}
