import type { FastifyInstance } from 'fastify';
import { serveDocumentPages, type DocumentPage } from './document-page.js';
import { scalarBundle } from './scalar-bundle.js';
import { SCALAR_INIT } from './scalar-init.js';

const SCRIPT = 'text/javascript; charset=utf-8';

/** Scalar from our own address: no script, font or proxy of another host is asked, and it works without a network. */
export function serveReference(fastify: FastifyInstance, pages: readonly DocumentPage[]): void {
  fastify.get('/reference/init.js', (_request, reply) => reply.type(SCRIPT).send(SCALAR_INIT));
  fastify.get('/reference/scalar.js', async (request, reply) => {
    const encoding = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '') ? 'gzip' : 'identity';
    if (encoding === 'gzip') reply.header('Content-Encoding', encoding);
    reply.header('Vary', 'Accept-Encoding').header('Cache-Control', 'public, max-age=3600').type(SCRIPT);
    return reply.send(await scalarBundle(encoding));
  });
  serveDocumentPages(fastify, pages, { id: 'reference', scripts: ['/reference/scalar.js', '/reference/init.js'] });
}
