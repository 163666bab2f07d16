import type { FastifyInstance } from 'fastify';
import { PAGE_POLICY } from '../response/security-headers.js';

const links = [
  ['docs', '/docs', 'API documentation', 'Try every operation from the browser; sign in with POST /v1/auth/login.'],
  ['reference', '/reference', 'API reference', 'Every operation to read, with examples in many languages.'],
  ['problems', '/problems', 'Problem codes', 'What each refusal means and what to do about it.'],
  ['document', '/openapi.json', 'OpenAPI 3.1 document', 'For code generators and clients. Also as /openapi.yaml.'],
  ['operatorDocs', '/admin/docs', 'Operator API', 'For those who run FieldPilot. To read: /admin/reference.'],
  ['live', '/health/live', 'Liveness', 'Whether the process runs.'],
  ['ready', '/health/ready', 'Readiness', 'Whether it can serve requests.'],
] as const;

/** The start page, as HTML for browsers and as JSON for other clients. */
export function serveLandingPage(fastify: FastifyInstance, version: string): void {
  const page = landingPage(version);
  const summary = {
    name: 'FieldPilot',
    version,
    links: Object.fromEntries(links.map(([name, path]) => [name, path])),
  };
  fastify.get('/', (request, reply) => {
    reply.header('Vary', 'Accept');
    if (!request.headers.accept?.includes('text/html')) return reply.send(summary);
    return reply.header('Content-Security-Policy', PAGE_POLICY).type('text/html; charset=utf-8').send(page);
  });
}

function landingPage(version: string): string {
  const rows = links.map(([, path, title, text]) => `<li><a href="${path}">${title}</a><br><span>${text}</span></li>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>FieldPilot</title>
<link rel="icon" href="/docs/assets/favicon-32x32.png">
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem; color: #1b2733; background: #fff }
h1 { margin-bottom: 0 } ul { list-style: none; padding: 0 } li { margin: 1rem 0 } a { font-weight: 600; color: #0b5cad } span, footer { color: #51606e }
@media (prefers-color-scheme: dark) { body { color: #e3e8ee; background: #14191f } a { color: #7db8f5 } span, footer { color: #9aa7b4 } }
</style>
</head>
<body>
<h1>FieldPilot</h1>
<p>The back end that companies run their buildings and machines on.</p>
<ul>
${rows.join('\n')}
</ul>
<footer>Version ${version}</footer>
</body>
</html>
`;
}
