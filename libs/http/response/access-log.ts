import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import type { Logger } from 'pino';
import { traceFields } from '#libs/logging';
import type { Actor } from '#libs/request-context';
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
  const entry = {
    method: request.method,
    path,
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    // onResponse runs outside of the request's context, so the logger's mixin cannot add these
    requestId: request.id,
    ...(context?.traceparent && traceFields(context.traceparent)),
    tenant: context?.tenant?.slug,
    ...callerOf(context?.actor),
  };
  if (reply.statusCode >= 500) logger.error(entry, 'answered');
  else logger.info(entry, 'answered');
}

function callerOf(actor: Actor | undefined): { readonly userId?: string; readonly apiKeyId?: string | undefined } {
  if (actor?.kind === 'user') return { userId: actor.id, apiKeyId: actor.apiKey?.id };
  return actor?.kind === 'operator' ? { userId: actor.id } : {};
}
