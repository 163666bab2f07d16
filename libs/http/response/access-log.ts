import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import type { Logger } from 'pino';
import { traceFields } from '#libs/logging';
import { pathOf } from '../problem/send-problem.js';

/**
 * An onResponse hook that logs one line for each response. The query is left out since it may contain names of people, and probes since
 * they come every second.
 */
export function accessLog(logger: Logger) {
  return (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    const path = pathOf(request);
    if (!path.startsWith('/health/')) log(logger, request, reply, path);
    done();
  };
}

function log(logger: Logger, request: FastifyRequest, reply: FastifyReply, path: string): void {
  const { context } = request;
  const actor = context?.actor;
  const entry = {
    method: request.method,
    path,
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    // onResponse runs outside of the request's context, so the logger's mixin cannot add these
    requestId: request.id,
    ...(context?.traceparent && traceFields(context.traceparent)),
    tenant: context?.tenant?.slug,
    userId: actor?.kind === 'user' || actor?.kind === 'operator' ? actor.id : undefined,
  };
  if (reply.statusCode >= 500) logger.error(entry, 'answered');
  else logger.info(entry, 'answered');
}
