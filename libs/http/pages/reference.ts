import type { FastifyInstance } from 'fastify';
import { fileHeaders, SCRIPT, serveDocumentPages, type DocumentPage } from './document-page.js';
import { servePrepared } from './prepared-response.js';
import { readScalarBundle } from './scalar-bundle.js';
import { SCALAR_INIT } from './scalar-init.js';

/** Serves Scalar from this process, so that it loads nothing from other hosts and works without a network. */
export function serveReference(fastify: FastifyInstance, pages: readonly DocumentPage[]): void {
  servePrepared(fastify, '/reference/init.js', { 'content-type': SCRIPT }, () => SCALAR_INIT);
  servePrepared(fastify, '/reference/scalar.js', fileHeaders(SCRIPT), readScalarBundle);
  serveDocumentPages(fastify, pages, { id: 'reference', scripts: ['/reference/scalar.js', '/reference/init.js'] });
}
