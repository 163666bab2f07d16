import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { problemDraft } from '../problem/define-problem.js';
import { unknownRoute } from '../problem/request-problems.js';
import { pathOf, sendProblem } from '../problem/send-problem.js';
import type { RouteTable } from '../routes/route-table.js';

/**
 * An onRequest hook that responds to OPTIONS with the methods of a path. Preflights are accepted on unknown paths as well: after a refused
 * preflight the browser would hide the 404 of the call itself.
 */
export function optionsHook(routes: RouteTable, hasOrigins: boolean) {
  return (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    if (request.method !== 'OPTIONS') return done();
    const methods = routes.methodsFor(pathOf(request));
    if (methods.length > 0) reply.header('Allow', methods.join(', '));
    else if (!hasOrigins || !isPreflight(request)) return sendProblem(request, reply, problemDraft(unknownRoute));
    // Safari waits for a body when there is no Content-Length
    reply.code(204).header('Content-Length', '0').send();
  };
}

function isPreflight({ headers }: FastifyRequest): boolean {
  return headers.origin !== undefined && headers['access-control-request-method'] !== undefined;
}
