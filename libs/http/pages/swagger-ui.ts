import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { assets, serveDocumentPages, type DocumentPage } from './document-page.js';
import { SWAGGER_INIT } from './swagger-init.js';

const served = ['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png'];

/** Swagger UI from our own address: no script of another host is loaded, and it works without a network. */
export function serveSwaggerUi(fastify: FastifyInstance, pages: readonly DocumentPage[]): void {
  const root = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  void fastify.register(fastifyStatic, {
    root,
    prefix: assets,
    decorateReply: false,
    index: false,
    allowedPath: (path) => served.includes(path),
    maxAge: '1h',
  });
  fastify.get('/docs/init.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(SWAGGER_INIT));
  serveDocumentPages(fastify, pages, {
    id: 'swagger-ui',
    styles: [`${assets}swagger-ui.css`],
    scripts: [`${assets}swagger-ui-bundle.js`, '/docs/init.js'],
  });
}
