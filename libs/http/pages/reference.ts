import type { FastifyInstance } from 'fastify';
import { fileHeaders, SCRIPT, serveDocumentPages, type DocumentPage } from './document-page.js';
import { servePrepared } from './prepared-answer.js';
import { readScalarBundle } from './scalar-bundle.js';
import { SCALAR_INIT } from './scalar-init.js';

/** Scalar from our own address: no script, font or proxy of another host is asked, and it works without a network. */
export function serveReference(fastify: FastifyInstance, pages: readonly DocumentPage[]): void {
  servePrepared(fastify, '/reference/init.js', { 'content-type': SCRIPT }, () => SCALAR_INIT);
  servePrepared(fastify, '/reference/scalar.js', fileHeaders(SCRIPT), readScalarBundle);
  serveDocumentPages(fastify, pages, { id: 'reference', scripts: ['/reference/scalar.js', '/reference/init.js'] });
}
