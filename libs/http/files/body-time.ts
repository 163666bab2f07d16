import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { routeFacts } from '../routes/route-facts.js';

/** How long a whole request with a file may take: 100 MB at 30 kB/s. */
export const FILE_REQUEST_MS = 3_600_000;
/** No honest client needs longer for 1 MiB. */
const BODY_MS = 30_000;

/**
 * An onRequest hook that ends requests whose bodies come too slowly, as Node's `requestTimeout` does, which knows one time for all routes:
 * that of files.
 */
export function limitBodyTime(request: FastifyRequest, _reply: FastifyReply, done: HookHandlerDoneFunction): void {
  const { raw } = request;
  const hasBody = 'content-length' in raw.headers || 'transfer-encoding' in raw.headers;
  if (hasBody && !routeFacts(request)?.takesFile) watch(request);
  done();
}

function watch({ raw, server }: FastifyRequest): void {
  const late = Object.assign(new Error('The request did not arrive in time.'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
  const timer = setTimeout(() => {
    if (!raw.complete) server.server.emit('clientError', late, raw.socket);
  }, BODY_MS).unref();
  raw.once('close', () => clearTimeout(timer));
}
