import type { FastifyRequest } from 'fastify';
import { refuse } from '#libs/kernel';
import { principalOf } from '#libs/request-context';
import { pathOf } from '#libs/http';
import { invalidKey } from './idempotency.errors.js';
import type { RequestDigest } from './request-digest.js';

export const IDEMPOTENCY_KEY = 'idempotency-key';

/** A request with a key: who sends it, to which path, and a digest of its content. */
export interface KeyedRequest {
  readonly principal: string;
  readonly method: string;
  readonly path: string;
  readonly key: string;
  /** Of method, path, query and body, byte by byte. */
  readonly digest: string;
  /** Whether it is the request whose digest was stored. */
  readonly matches: (digest: string) => boolean;
}

/** The length of the column. Longer paths that begin alike still differ in their digest. */
const LONGEST_PATH = 1_000;
const printable = /^[\x20-\x7e]{1,255}$/;

/** The header counts on every POST of somebody who is signed in. Public routes, such as sign-in, have no principal to store a key for. */
export function takesKey({ method, context }: FastifyRequest): boolean {
  if (method !== 'POST' || !context) return false;
  return context.actor.kind === 'operator' || (context.actor.kind === 'user' && context.tenant !== undefined);
}

/** @throws DomainError 400 `idempotency.invalid_key` */
export function keyedRequest(request: FastifyRequest, key: unknown, digest: RequestDigest): KeyedRequest {
  if (typeof key !== 'string' || !printable.test(key)) throw refuse(invalidKey);
  const { method, raw } = request;
  const bytes = { method, url: raw.url ?? '', body: comparedBody(request) };
  return {
    principal: senderOf(request),
    method,
    path: pathOf(request).slice(0, LONGEST_PATH),
    key,
    digest: digest.of(bytes),
    matches: (stored) => digest.matches(stored, bytes),
  };
}

/** Files are read by their handler and are not kept, so their length has to do. */
function comparedBody({ rawBody, headers }: FastifyRequest): Buffer | null {
  const isForm = headers['content-type']?.toLowerCase().startsWith('multipart/') ?? false;
  return isForm ? Buffer.from(`form of ${headers['content-length'] ?? 'unknown'} bytes`) : rawBody;
}

function senderOf({ context }: FastifyRequest): string {
  const actor = context?.actor;
  if (actor?.kind === 'operator') return `operator:${actor.id}`;
  if (actor?.kind !== 'user') throw new Error('Only users and operators have keys.');
  return principalOf(actor);
}
