import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import type { AppConfig } from '#libs/config';

/** For the pages the application serves itself: scripts and styles of its own only. Swagger UI sets styles on elements. */
export const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** Answers of the API are data: a browser that is led to show one may load and run nothing. */
const everywhere = {
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Behind TLS in production; a developer's localhost must stay reachable without it. */
const transport = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' };

/**
 * Of every answer (OWASP Secure Headers). Nest's own go to the response itself: Node then checks and copies each other header of the answer
 * once more, which takes a tenth of the time of a small read. In lower case, as Fastify keeps them.
 */
export function securityHeaders({ nodeEnv }: Pick<AppConfig, 'nodeEnv'>): Readonly<Record<string, string>> {
  return nodeEnv === 'production' ? { ...everywhere, ...transport } : everywhere;
}

/** An onRequest hook. */
export function sendHeaders(headers: Readonly<Record<string, string>>) {
  return (_request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    reply.headers(headers);
    done();
  };
}
