import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { problemDraft } from '../problem/define-problem.js';
import { unknownRoute } from '../problem/request-problems.js';
import { pathOf, sendProblem } from '../problem/send-problem.js';
import type { RouteTable } from '../routes/route-table.js';

/**
 * An onRequest hook: OPTIONS names the methods of an address. What a browser asks before a call to another origin is answered on every
 * address: it would not show a 404 of that to its program, only that of the call.
 */
export function nameMethods(routes: RouteTable, hasOrigins: boolean) {
  return (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    if (request.method !== 'OPTIONS') return done();
    const methods = routes.methodsFor(pathOf(request));
    if (methods.length > 0) reply.header('Allow', methods.join(', '));
    else if (!hasOrigins || !isPreflight(request)) return sendProblem(request, reply, problemDraft(unknownRoute));
    // Safari waits for a body where no length is told
    reply.code(204).header('Content-Length', '0').send();
  };
}

function isPreflight({ headers }: FastifyRequest): boolean {
  return headers.origin !== undefined && headers['access-control-request-method'] !== undefined;
}
