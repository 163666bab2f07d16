import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { PAGE_POLICY } from '../app/security-headers.js';
import { SWAGGER_INIT } from './swagger-init.js';

const assets = '/docs/assets/';
const served = ['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png'];

export interface DocumentPage {
  readonly path: string;
  readonly title: string;
  readonly documentUrl: string;
  /** The security scheme that a sign-in on the page fills in. */
  readonly scheme: string;
}

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
<link rel="stylesheet" href="${assets}swagger-ui.css">
<link rel="icon" href="${assets}favicon-32x32.png">
</head>
<body>
<div id="swagger-ui" data-url="${documentUrl}" data-scheme="${scheme}"></div>
<script src="${assets}swagger-ui-bundle.js"></script>
<script src="/docs/init.js"></script>
</body>
</html>
`;
}
