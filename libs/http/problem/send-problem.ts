import type { FastifyReply, FastifyRequest } from 'fastify';
import { PROBLEM_JSON, problemBody, type ProblemDraft } from './problem.js';

/** What may be sent instead of what was refused. */
const acceptedBodies = { Accept: 'application/json, application/merge-patch+json', 'Accept-Encoding': 'identity' };

/** Answers with a problem. The path is repeated without its query, which may carry what nobody should log. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, draft: ProblemDraft): void {
  if (draft.status === 401) reply.header('WWW-Authenticate', 'Bearer');
  if (draft.status === 415) reply.headers(acceptedBodies);
  if (draft.retryAfterSeconds !== undefined)
    reply.header('Retry-After', String(Math.max(1, Math.ceil(draft.retryAfterSeconds))));
  if (draft.headers) reply.headers(draft.headers);
  reply
    .code(draft.status)
    .header('Content-Type', PROBLEM_JSON)
    .header('Cache-Control', 'no-store')
    // Bytes, because Fastify adds a charset to text, and the media type has no such parameter.
    .send(Buffer.from(problemBody(draft, pathOf(request), request.id)));
}

export function pathOf(request: FastifyRequest): string {
  const url = request.raw.url ?? '/';
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}
