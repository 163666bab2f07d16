import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { entityTags } from '../answer/entity-tags.js';

/** What is said of an answer besides its bytes, in lower case. */
type Headers = Readonly<Record<string, string>>;

interface Prepared {
  readonly plain: Buffer;
  /** Undefined where packing does not make it smaller. */
  readonly packed: Buffer | undefined;
  readonly etag: string;
}

type Make = () => string | Buffer | Promise<string | Buffer>;
export type PreparedAnswer = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

const pack = promisify(gzip);

/**
 * Serves what is the same for everybody: made and packed once, when somebody first asks. All answers share its bytes, so that a thousand
 * at once need no more memory than one. Held to the limits of the caller's network.
 */
export function servePrepared(fastify: FastifyInstance, path: string, headers: Headers, make: Make): void {
  fastify.get(path, { config: { isLimited: true } }, preparedAnswer(headers, make));
}

/** The handler of what is served so. */
export function preparedAnswer(headers: Headers, make: Make): PreparedAnswer {
  let prepared: Promise<Prepared> | undefined;
  return async (request, reply) => {
    prepared ??= prepare(make).catch((error: unknown) => {
      prepared = undefined;
      throw error;
    });
    return send(request, reply.headers({ vary: 'Accept-Encoding', ...headers }), await prepared);
  };
}

async function prepare(make: Make): Promise<Prepared> {
  const plain = Buffer.from(await make());
  const packed = await pack(plain);
  const etag = `"${hash('sha1', plain, 'base64url')}"`;
  return { plain, packed: packed.length < plain.length ? packed : undefined, etag };
}

function send({ headers }: FastifyRequest, reply: FastifyReply, { plain, packed, etag }: Prepared): FastifyReply {
  // the tag is that of the text, however it is packed
  reply.header('etag', `W/${etag}`);
  if (entityTags(headers['if-none-match']?.trim() ?? '').some(({ opaque }) => opaque === etag))
    return reply.code(304).send();
  if (!packed || !acceptsGzip(headers['accept-encoding'])) return reply.send(plain);
  return reply.header('content-encoding', 'gzip').send(packed);
}

function acceptsGzip(accepted: string | string[] | undefined): boolean {
  const codings = String(accepted ?? '').split(',');
  return codings.some((coding) => /^\s*(gzip|x-gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/i.test(coding));
}
