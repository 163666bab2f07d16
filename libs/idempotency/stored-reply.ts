import type { FastifyReply } from 'fastify';

/** An answer as it is kept and given again. */
export interface StoredReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Null for an answer without a body. */
  readonly body: string | null;
}

/** What belongs to the answer itself; all other headers belong to the request that asks for it. */
const kept = ['content-type', 'location', 'etag', 'link', 'cache-control', 'retry-after'];

/** 412 and 428 are not among them: their remedy is another If-Match, with the same key and the same body. */
const finalRefusals = new Set([402, 404, 409, 410, 422]);

/**
 * The answer, if it is one to give again: success, and refusals of the domain. Undefined for what a repetition may get better from:
 * faults of ours, of the credential, of the request's form, or too many requests.
 */
export function replyToKeep(reply: FastifyReply, payload: unknown): StoredReply | undefined {
  const { statusCode: status } = reply;
  const body = bodyOf(payload);
  if (body === undefined) return undefined;
  const isFinal = (status >= 200 && status < 300) || (finalRefusals.has(status) && isOfDomain(body));
  return isFinal ? { status, headers: headersOf(reply), body } : undefined;
}

function bodyOf(payload: unknown): string | null | undefined {
  if (payload === undefined || payload === null || payload === '') return null;
  if (typeof payload === 'string') return payload;
  return Buffer.isBuffer(payload) ? payload.toString('utf8') : undefined;
}

/** Problems of the request's form are named `request.…`, whatever their status. */
function isOfDomain(body: string | null): boolean {
  const { code } = JSON.parse(body ?? '{}') as { code?: string };
  return code !== undefined && !code.startsWith('request.');
}

function headersOf(reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(
    kept.flatMap((name) => (reply.hasHeader(name) ? [[name, String(reply.getHeader(name))]] : [])),
  );
}
