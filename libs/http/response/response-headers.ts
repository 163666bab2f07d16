import { hash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pathOf } from '../problem/send-problem.js';
import { entityTags } from './entity-tags.js';

interface ResponseBody {
  readonly id?: unknown;
  readonly version?: unknown;
  readonly nextCursor?: unknown;
}

/** Responses with a single resource, with the version for their ETag; null for resources without versions. */
const resources = new WeakMap<FastifyReply, number | null>();

/**
 * A preSerialization hook that sets headers from the response body: Link from `nextCursor`, Location from the id of a created resource or a
 * started operation. It is not an interceptor because Nest wraps each response of an intercepted route in an observable.
 */
export function responseHeaders(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  done: (error: Error | null, payload?: unknown) => void,
): void {
  if (reply.statusCode >= 300 || typeof payload !== 'object' || payload === null) return done(null, payload);
  const { id, version, nextCursor } = payload as ResponseBody;
  if (isResource(request, payload)) resources.set(reply, typeof version === 'number' ? version : null);
  if (typeof id === 'string' && !reply.hasHeader('location')) setLocation(request, reply, id);
  if (typeof nextCursor === 'string') reply.header('Link', nextLink(request, nextCursor));
  done(null, payload);
}

/** An onSend hook that sets the ETag of resources, and responds 304 where it matches If-None-Match. */
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

/** Everything with an id or a version, and every read that is not a list. */
function isResource(request: FastifyRequest, { id, version, nextCursor }: ResponseBody): boolean {
  if (typeof id === 'string' || typeof version === 'number') return true;
  return isRead(request) && nextCursor === undefined && request.context !== null;
}

function setLocation(request: FastifyRequest, reply: FastifyReply, id: string): void {
  if (reply.statusCode === 201) reply.header('Location', `${pathOf(request)}/${id}`);
  else if (reply.statusCode === 202) reply.headers({ Location: `/v1/operations/${id}`, 'Retry-After': '1' });
}

/**
 * The strong ETag of a resource: its version, which If-Match compares, and a digest of the body. The body may change while the version does
 * not, for example when a work order becomes overdue. Resources that are never edited have no version.
 */
function etagOf(version: number | null, body: string): string {
  const digest = hash('sha1', body, 'base64url').slice(0, 12);
  return version === null ? `"${digest}"` : `"${version}-${digest}"`;
}

function isRead({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** If-None-Match uses weak comparison, so a tag that a proxy has made weak still matches. */
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
