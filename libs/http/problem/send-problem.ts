import type { FastifyReply, FastifyRequest } from 'fastify';
import { PROBLEM_JSON, problemBody, type ProblemDraft } from './problem.js';

/** Headers that name what the server accepts instead. */
const acceptedBodies = { Accept: 'application/json, application/merge-patch+json', 'Accept-Encoding': 'identity' };

/** Sends a problem. `instance` is the path without its query, which may contain personal data. */
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
