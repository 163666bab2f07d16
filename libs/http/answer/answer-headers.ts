import type { FastifyReply, FastifyRequest } from 'fastify';
import { pathOf } from '../problem/send-problem.js';

interface Answer {
  readonly id?: unknown;
  readonly version?: unknown;
  readonly nextCursor?: unknown;
}

/**
 * A preSerialization hook that reads off an answer what its headers have to say: ETag from `version`, Link from `nextCursor`, Location
 * from the id of what was created or begun. A hook and not an interceptor: Nest wraps each answer of an intercepted route in an observable.
 */
export function answerHeaders(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  done: (error: Error | null, payload?: unknown) => void,
): void {
  if (reply.statusCode >= 300 || typeof payload !== 'object' || payload === null) return done(null, payload);
  const { id, version, nextCursor } = payload as Answer;
  if (typeof id === 'string' && !reply.hasHeader('location')) locate(request, reply, id);
  if (typeof nextCursor === 'string') reply.header('Link', nextLink(request, nextCursor));
  if (typeof version === 'number') {
    const tag = etagOf(version);
    reply.header('ETag', tag);
    if (request.method === 'GET' && matches(request.headers['if-none-match'], tag)) {
      reply.code(304);
      return done(null, null);
    }
  }
  done(null, payload);
}

function locate(request: FastifyRequest, reply: FastifyReply, id: string): void {
  if (reply.statusCode === 201) reply.header('Location', `${pathOf(request)}/${id}`);
  else if (reply.statusCode === 202) reply.headers({ Location: `/v1/operations/${id}`, 'Retry-After': '1' });
}

/** The strong tag of one version of a resource. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/** If-None-Match compares weakly: a tag that a proxy has weakened still matches. */
function matches(condition: string | undefined, tag: string): boolean {
  if (condition === undefined) return false;
  return (
    condition === tag ||
    condition === '*' ||
    condition.split(',').some((part) => part.trim().replace(/^W\//, '') === tag)
  );
}

function nextLink(request: FastifyRequest, cursor: string): string {
  const query = new URLSearchParams(request.query as Record<string, string>);
  query.set('cursor', cursor);
  return `<${pathOf(request)}?${query.toString()}>; rel="next"`;
}
