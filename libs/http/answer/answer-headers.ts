import { hash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pathOf } from '../problem/send-problem.js';
import { entityTags } from './entity-tags.js';

interface Answer {
  readonly id?: unknown;
  readonly version?: unknown;
  readonly nextCursor?: unknown;
}

/** Single resources on their way out, with the version that their tag begins with; null for those that have none. */
const resources = new WeakMap<FastifyReply, number | null>();

/**
 * A preSerialization hook that reads off an answer what its headers have to say: Link from `nextCursor`, Location from the id of what
 * was created or begun. A hook and not an interceptor: Nest wraps each answer of an intercepted route in an observable.
 */
export function answerHeaders(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  done: (error: Error | null, payload?: unknown) => void,
): void {
  if (reply.statusCode >= 300 || typeof payload !== 'object' || payload === null) return done(null, payload);
  const { id, version, nextCursor } = payload as Answer;
  if (isResource(request, payload)) resources.set(reply, typeof version === 'number' ? version : null);
  if (typeof id === 'string' && !reply.hasHeader('location')) locate(request, reply, id);
  if (typeof nextCursor === 'string') reply.header('Link', nextLink(request, nextCursor));
  done(null, payload);
}

/** An onSend hook that tags resources, and says no more than 304 to whoever has seen exactly this. */
export function entityTag(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  done: (error: Error | null, payload?: unknown) => void,
): void {
  const version = resources.get(reply);
  if (version === undefined || typeof payload !== 'string') return done(null, payload);
  const tag = etagOf(version, payload);
  reply.header('ETag', tag);
  if (isRead(request) && matches(request.headers['if-none-match'], tag)) reply.code(304);
  done(null, payload);
}

/** What has an id or a version, and what is read alone. */
function isResource(request: FastifyRequest, { id, version, nextCursor }: Answer): boolean {
  if (typeof id === 'string' || typeof version === 'number') return true;
  return isRead(request) && nextCursor === undefined && request.context !== null;
}

function locate(request: FastifyRequest, reply: FastifyReply, id: string): void {
  if (reply.statusCode === 201) reply.header('Location', `${pathOf(request)}/${id}`);
  else if (reply.statusCode === 202) reply.headers({ Location: `/v1/operations/${id}`, 'Retry-After': '1' });
}

/**
 * The strong tag of a resource: its version, which If-Match is about, and a digest of the answer. An answer may change without the
 * version, say when work becomes overdue or the caller may do something else with it. What nobody edits has no version.
 */
function etagOf(version: number | null, body: string): string {
  const digest = hash('sha1', body, 'base64url').slice(0, 12);
  return version === null ? `"${digest}"` : `"${version}-${digest}"`;
}

function isRead({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** If-None-Match compares weakly: a tag that a proxy has weakened still matches. */
function matches(condition: string | undefined, tag: string): boolean {
  if (condition === undefined) return false;
  if (condition === tag || condition.trim() === '*') return true;
  return entityTags(condition.trim()).some(({ opaque }) => opaque === tag);
}

function nextLink(request: FastifyRequest, cursor: string): string {
  const query = new URLSearchParams(request.query as Record<string, string>);
  query.set('cursor', cursor);
  return `<${pathOf(request)}?${query.toString()}>; rel="next"`;
}
