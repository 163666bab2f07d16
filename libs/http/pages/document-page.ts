import type { FastifyInstance } from 'fastify';
import { PAGE_POLICY } from '../response/security-headers.js';
import { servePrepared } from './prepared-response.js';

export interface DocumentPage {
  readonly path: string;
  readonly title: string;
  readonly documentUrl: string;
  /** The security scheme that a sign-in on the page fills in. */
  readonly scheme: string;
}

/** A program that displays the document: its scripts read the document's address and the scheme from the element with this id. */
export interface Viewer {
  readonly id: string;
  readonly scripts: readonly string[];
  readonly styles?: readonly string[];
}

/** The path of the viewers' own files and the icon. */
export const assets = '/docs/assets/';

/** Headers of the viewers' own files, which change only with a release. */
export const fileHeaders = (type: string) => ({ 'content-type': type, 'cache-control': 'public, max-age=3600' });
export const SCRIPT = 'text/javascript; charset=utf-8';

const pageHeaders = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': PAGE_POLICY };

/** Serves the pages; they load nothing from other hosts. */
export function serveDocumentPages(fastify: FastifyInstance, pages: readonly DocumentPage[], viewer: Viewer): void {
  for (const page of pages) {
    servePrepared(fastify, page.path, pageHeaders, () => documentPage(page, viewer));
    // with a trailing slash too, as people type it
    const { path } = page;
    fastify.get(`${path}/`, { config: { isLimited: true } }, (_request, reply) => reply.redirect(path, 308));
  }
}

function documentPage({ title, documentUrl, scheme }: DocumentPage, { id, scripts, styles = [] }: Viewer): string {
  const links = styles.map((path) => `<link rel="stylesheet" href="${path}">`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${[...links, `<link rel="icon" href="${assets}favicon-32x32.png">`].join('\n')}
</head>
<body>
<div id="${id}" data-url="${documentUrl}" data-scheme="${scheme}"></div>
${scripts.map((path) => `<script src="${path}"></script>`).join('\n')}
</body>
</html>
`;
}
