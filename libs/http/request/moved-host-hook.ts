import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import type { MovedHosts } from './request-extensions.js';

/** The API of tenants; operators and pages are at no tenant's host. */
const API = '/v1/';

/**
 * An onRequest hook that sends calls of the API on to the host that theirs has moved to, whoever makes them: 308 keeps method and body.
 * Browsers follow no redirected preflight, so OPTIONS is answered here. Nobody may keep the answer, since the host may be another's later.
 */
export function movedHostHook(hosts: MovedHosts) {
  return (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    if (request.method === 'OPTIONS' || request.raw.url?.startsWith(API) !== true) return done();
    const moved = hosts.newHostOf(request.host);
    if (moved instanceof Promise) moved.then((host) => redirect(request, reply, done, host), done);
    else redirect(request, reply, done, moved);
  };
}

function redirect(
  request: FastifyRequest,
  reply: FastifyReply,
  done: HookHandlerDoneFunction,
  host: string | undefined,
): void {
  if (host === undefined) return done();
  reply
    .code(308)
    .headers({ Location: `${request.protocol}://${host}${request.raw.url}`, 'Cache-Control': 'no-store' })
    .header('X-Request-Id', request.id)
    .send();
}
