import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { assets, fileHeaders, SCRIPT, serveDocumentPages, type DocumentPage } from './document-page.js';
import { servePrepared } from './prepared-response.js';
import { SWAGGER_INIT } from './swagger-init.js';
import { SWAGGER_NARROW } from './swagger-narrow.js';

const files = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': SCRIPT,
  'favicon-32x32.png': 'image/png',
};

/** Serves Swagger UI from this process, so that it loads nothing from other hosts and works without a network. */
export function serveSwaggerUi(fastify: FastifyInstance, pages: readonly DocumentPage[]): void {
  const root = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  for (const [name, type] of Object.entries(files))
    servePrepared(fastify, `${assets}${name}`, fileHeaders(type), () => readFile(join(root, name)));
  servePrepared(fastify, '/docs/init.js', { 'content-type': SCRIPT }, () => SWAGGER_INIT);
  servePrepared(fastify, '/docs/narrow.css', { 'content-type': 'text/css; charset=utf-8' }, () => SWAGGER_NARROW);
  serveDocumentPages(fastify, pages, {
    id: 'swagger-ui',
    styles: [`${assets}swagger-ui.css`, '/docs/narrow.css'],
    scripts: [`${assets}swagger-ui-bundle.js`, '/docs/init.js'],
  });
}
