import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { runInContext } from '#libs/request-context';
import type { Denial, DeniedRequests } from '../request/request-extensions.js';

type Send = (error: Error | null, payload?: unknown) => void;

const FORBIDDEN = 403;

/** Has refusals for lack of a right noted before they are sent. A failure to note one keeps nobody from being told. */
export function deniedRequestsHook(denied: DeniedRequests, logger: Logger) {
  return (request: FastifyRequest, reply: FastifyReply, payload: unknown, done: Send): void => {
    const { context } = request;
    if (reply.statusCode !== FORBIDDEN || !context) return done(null, payload);
    runInContext(context, () => denied.note(denialOf(request, payload))).then(
      () => done(null, payload),
      (error: unknown) => {
        logger.warn({ err: error, requestId: request.id }, 'A refusal could not be noted');
        done(null, payload);
      },
    );
  };
}

function denialOf({ method, routeOptions }: FastifyRequest, payload: unknown): Denial {
  const problem = Buffer.isBuffer(payload) ? (JSON.parse(payload.toString()) as { code?: string }) : {};
  return { method, path: routeOptions.url ?? '', code: problem.code ?? '' };
}
