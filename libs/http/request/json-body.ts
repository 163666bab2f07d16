import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from '#libs/kernel';
import { malformedJson } from '../problem/request-problems.js';
import { assertPlainJson } from './json-guard.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The bytes of the body; null without one. */
    rawBody: Buffer | null;
  }
}

/** Accepts JSON in UTF-8, merge-patch included; anything else is 415. */
export function acceptJsonBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  for (const type of ['application/json', 'application/merge-patch+json']) {
    fastify.addContentTypeParser(type, { parseAs: 'buffer' }, (request, body, done) => {
      request.rawBody = body as Buffer;
      if (isCompressed(request)) return done(new EncodedBodyError(), undefined);
      try {
        done(null, parseJson(body as Buffer));
      } catch (error) {
        done(error as Error, undefined);
      }
    });
  }
}

/** Compressed bodies are refused, because a small one could fill the memory. */
function isCompressed({ headers }: FastifyRequest): boolean {
  const encoding = headers['content-encoding'];
  return encoding !== undefined && encoding !== '' && encoding !== 'identity';
}

/** Mapped by its status code, like Fastify's own errors. */
class EncodedBodyError extends Error {
  readonly code = 'FST_ERR_ENCODED_BODY';
  readonly statusCode = 415;
}

/** An empty body counts as none, because clients send the content type also with actions that have no body. */
export function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  if (!isUtf8(bytes)) throw refuse(malformedJson, { detail: 'The body is not UTF-8.' });
  const text = bytes.toString('utf8');
  const value = parse(text);
  assertPlainJson(text);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse(malformedJson);
  }
}
