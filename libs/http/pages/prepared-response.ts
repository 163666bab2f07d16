import { hash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { entityTags } from '../response/entity-tags.js';
import { compress, preferredCoding, type Coding } from './content-coding.js';

/** Headers of the response, in lower case. */
type Headers = Readonly<Record<string, string>>;

type Content = string | Buffer | Promise<string | Buffer>;

interface EncodedContent {
  /** The coding of the bytes, which stays `identity` where compression makes them no smaller. */
  readonly coding: Coding;
  readonly bytes: Buffer;
  /** A strong tag, so it differs by coding. */
  readonly etag: string;
}

export type PreparedResponseHandler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** The maximum of cached variants; clients that invent addresses are stopped by the limits of their network. */
const MAX_VARIANTS = 4;

/** Either one response for all requests, or one for each `variant`. */
interface PreparedOptions {
  readonly variant?: (request: FastifyRequest) => string;
}

/**
 * Serves a response that is the same for all callers. It is made on the first request, compressed once for each coding, and cached, so that
 * a thousand requests at once need no more memory than one. The limits of the caller's network apply.
 */
export function servePrepared(
  fastify: FastifyInstance,
  path: string,
  headers: Headers,
  make: (variant: string) => Content,
  options?: PreparedOptions,
): void {
  fastify.get(path, { config: { isLimited: true } }, preparedResponse(headers, make, options));
}

/** The route handler of such a response. */
export function preparedResponse(
  headers: Headers,
  make: (variant: string) => Content,
  { variant = () => '' }: PreparedOptions = {},
): PreparedResponseHandler {
  const variants = new LRUCache<string, PreparedResponse>({ max: MAX_VARIANTS });
  return async (request, reply) => {
    const name = variant(request);
    const prepared = variants.get(name) ?? new PreparedResponse(() => make(name));
    variants.set(name, prepared);
    const packed = await prepared.encoded(preferredCoding(request.headers['accept-encoding']));
    return send(request, reply.headers({ vary: 'Accept-Encoding', ...headers }), packed);
  };
}

class PreparedResponse {
  private plain: Promise<Buffer> | undefined;
  private readonly encodings = new Map<Coding, Promise<EncodedContent>>();

  constructor(private readonly make: () => Content) {}

  /** Caches the response for the coding. A failure is not cached, so the next request tries again. */
  encoded(coding: Coding): Promise<EncodedContent> {
    const packed = this.encodings.get(coding) ?? this.encode(coding);
    this.encodings.set(coding, packed);
    packed.catch(() => {
      this.encodings.delete(coding);
      this.plain = undefined;
    });
    return packed;
  }

  private async encode(coding: Coding): Promise<EncodedContent> {
    const plain = await (this.plain ??= this.readPlain());
    const bytes = await compress(plain, coding);
    const digest = hash('sha1', plain, 'base64url');
    if (coding === 'identity' || bytes.length >= plain.length)
      return { coding: 'identity', bytes: plain, etag: `"${digest}"` };
    return { coding, bytes, etag: `"${digest}-${coding}"` };
  }

  private async readPlain(): Promise<Buffer> {
    return Buffer.from(await this.make());
  }
}

function send({ headers }: FastifyRequest, reply: FastifyReply, { coding, bytes, etag }: EncodedContent): FastifyReply {
  reply.header('etag', etag);
  const seen = headers['if-none-match']?.trim() ?? '';
  if (seen === '*' || entityTags(seen).some(({ opaque }) => opaque === etag)) return reply.code(304).send();
  if (coding !== 'identity') reply.header('content-encoding', coding);
  return reply.send(bytes);
}
