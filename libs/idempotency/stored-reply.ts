import type { FastifyReply } from 'fastify';

/** A response as it is stored and sent again. */
export interface StoredReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Null for a response without a body. */
  readonly body: string | null;
}

/** The headers of the response itself; all others depend on the request that gets it. */
const storedHeaders = ['content-type', 'location', 'etag', 'link', 'cache-control', 'retry-after'];

/** Without 412 and 428, after which the client sends another If-Match with the same key and the same body. */
const finalRefusals = new Set([402, 404, 409, 410, 422]);

/**
 * The response, if it is final: success, and refusals of the domain. Undefined where a repetition may succeed: after internal errors,
 * invalid credentials, invalid requests, or too many requests.
 */
export function storableReply(reply: FastifyReply, payload: unknown): StoredReply | undefined {
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

/** Problems of an invalid request have codes `request.…`, whatever their status. */
function isOfDomain(body: string | null): boolean {
  const { code } = JSON.parse(body ?? '{}') as { code?: string };
  return code !== undefined && !code.startsWith('request.');
}

function headersOf(reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(
    storedHeaders.flatMap((name) => (reply.hasHeader(name) ? [[name, String(reply.getHeader(name))]] : [])),
  );
}
