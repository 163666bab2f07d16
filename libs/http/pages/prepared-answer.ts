import { hash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { entityTags } from '../answer/entity-tags.js';
import { pack, preferredCoding, type Coding } from './content-coding.js';

/** What is said of an answer besides its bytes, in lower case. */
type Headers = Readonly<Record<string, string>>;

type Content = string | Buffer | Promise<string | Buffer>;

interface Packed {
  /** What they really are in: packing does not make everything smaller. */
  readonly coding: Coding;
  readonly bytes: Buffer;
  /** Strong, so of these very bytes. */
  readonly etag: string;
}

export type PreparedAnswer = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** As many are kept of one that differs by address; whoever invents addresses pays with the limits of its network. */
const MOST_VARIANTS = 4;

/** One answer for everybody, or one for each `variant`. */
interface PreparedOptions {
  readonly variant?: (request: FastifyRequest) => string;
}

/**
 * Serves what is the same for everybody: made once, and packed once in each way, when somebody first asks. All answers share its bytes, so that
 * a thousand at once need no more memory than one. Held to the limits of the caller's network.
 */
export function servePrepared(
  fastify: FastifyInstance,
  path: string,
  headers: Headers,
  make: (variant: string) => Content,
  options?: PreparedOptions,
): void {
  fastify.get(path, { config: { isLimited: true } }, preparedAnswer(headers, make, options));
}

/** The handler of what is served so. */
export function preparedAnswer(
  headers: Headers,
  make: (variant: string) => Content,
  { variant = () => '' }: PreparedOptions = {},
): PreparedAnswer {
  const variants = new LRUCache<string, Prepared>({ max: MOST_VARIANTS });
  return async (request, reply) => {
    const name = variant(request);
    const prepared = variants.get(name) ?? new Prepared(() => make(name));
    variants.set(name, prepared);
    const packed = await prepared.in(preferredCoding(request.headers['accept-encoding']));
    return send(request, reply.headers({ vary: 'Accept-Encoding', ...headers }), packed);
  };
}

class Prepared {
  private plain: Promise<Buffer> | undefined;
  private readonly packed = new Map<Coding, Promise<Packed>>();

  constructor(private readonly make: () => Content) {}

  /** What fails is tried again when it is next asked for. */
  in(coding: Coding): Promise<Packed> {
    const packed = this.packed.get(coding) ?? this.prepare(coding);
    this.packed.set(coding, packed);
    packed.catch(() => {
      this.packed.delete(coding);
      this.plain = undefined;
    });
    return packed;
  }

  private async prepare(coding: Coding): Promise<Packed> {
    const plain = await (this.plain ??= this.read());
    const bytes = await pack(plain, coding);
    const digest = hash('sha1', plain, 'base64url');
    if (coding === 'identity' || bytes.length >= plain.length)
      return { coding: 'identity', bytes: plain, etag: `"${digest}"` };
    return { coding, bytes, etag: `"${digest}-${coding}"` };
  }

  private async read(): Promise<Buffer> {
    return Buffer.from(await this.make());
  }
}

function send({ headers }: FastifyRequest, reply: FastifyReply, { coding, bytes, etag }: Packed): FastifyReply {
  reply.header('etag', etag);
  const seen = headers['if-none-match']?.trim() ?? '';
  if (seen === '*' || entityTags(seen).some(({ opaque }) => opaque === etag)) return reply.code(304).send();
  if (coding !== 'identity') reply.header('content-encoding', coding);
  return reply.send(bytes);
}
