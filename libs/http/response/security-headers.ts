import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import type { AppConfig } from '#libs/config';

/** For the pages that the application itself serves: only scripts and styles of its own. Swagger UI sets inline styles. */
export const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** Responses of the API are data: a browser that displays one must not load or run anything. */
const everywhere = {
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Only in production, which runs behind TLS: it would make a developer's localhost unreachable. */
const transport = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' };

/**
 * Headers of every response (OWASP Secure Headers), in lower case as Fastify stores them. They are set through Fastify because headers set
 * on Node's response make Node check and copy all others once more, which takes a tenth of the time of a small read.
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
