import type { FastifyInstance } from 'fastify';
import { PAGE_POLICY } from '../app/security-headers.js';
import { scalarBundle } from './scalar-bundle.js';
import { SCALAR_INIT } from './scalar-init.js';
import type { DocumentPage } from './swagger-ui.js';

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
  for (const page of pages) {
    const html = pageOf(page);
    fastify.get(page.path, (_request, reply) =>
      reply.header('Content-Security-Policy', PAGE_POLICY).type('text/html; charset=utf-8').send(html),
    );
  }
}

function pageOf({ title, documentUrl, scheme }: DocumentPage): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/docs/assets/favicon-32x32.png">
</head>
<body>
<div id="reference" data-url="${documentUrl}" data-scheme="${scheme}"></div>
<script src="/reference/scalar.js"></script>
<script src="/reference/init.js"></script>
</body>
</html>
`;
}
