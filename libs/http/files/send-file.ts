import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { entityTags } from '../response/entity-tags.js';

export interface OutgoingFile {
  readonly size: number;
  readonly contentType: string;
  readonly disposition: string;
  /** Changes when the content does. */
  readonly digest: string;
  /** How long browsers may keep it. */
  readonly seconds: number;
  open(range?: { readonly start: number; readonly end: number }): Promise<Readable>;
}

/** Whoever opens it gets no page that runs anything, whatever the file contains; pages of other origins may show it as a picture. */
const harmless = {
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'cross-origin',
  'accept-ranges': 'bytes',
};

/** Sends the file, or the one range of it that is asked for (RFC 9110, 14). Several ranges at once get the whole, as is allowed. */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: OutgoingFile,
): Promise<FastifyReply> {
  const { size, contentType, disposition, digest, seconds } = file;
  const tag = `"${digest}"`;
  const always = { ...harmless, 'cache-control': `private, max-age=${seconds}`, etag: tag };
  if (isKnown(request, tag)) return reply.code(304).headers(always).send();
  const range = isFresh(request, tag) ? rangeOf(request.headers.range, size) : undefined;
  if (range === null) return reply.code(416).headers(harmless).header('content-range', `bytes */${size}`).send();
  // before the headers, which an error must not have
  const content = request.method === 'HEAD' ? undefined : await file.open(range);
  const { start, end } = range ?? { start: 0, end: size - 1 };
  if (range) reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`);
  return reply
    .headers({ ...always, 'content-disposition': disposition })
    .type(contentType)
    .header('content-length', end - start + 1)
    .send(content);
}

function isKnown({ headers }: FastifyRequest, tag: string): boolean {
  const condition = headers['if-none-match'];
  if (condition === undefined) return false;
  return condition.trim() === '*' || entityTags(condition.trim()).some(({ opaque }) => opaque === tag);
}

/** A range of another version would not fit to what the client has. */
function isFresh({ headers }: FastifyRequest, tag: string): boolean {
  const condition = headers['if-range'];
  return condition === undefined || condition === tag;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Undefined for the whole file; null where nothing of it lies in the range. */
function rangeOf(header: string | undefined, size: number): Range | undefined | null {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? ['', '', ''];
  if (first === '') return last === '' ? undefined : lastBytes(Number(last), size);
  const [start, end] = [Number(first), last === '' ? Infinity : Number(last)];
  if (end < start) return undefined;
  return start < size ? { start, end: Math.min(end, size - 1) } : null;
}

function lastBytes(count: number, size: number): Range | null {
  return count > 0 && size > 0 ? { start: Math.max(0, size - count), end: size - 1 } : null;
}

/** A name that every browser takes: in ASCII, and whole as RFC 8187 writes it. */
export function contentDisposition(kind: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${whole}`;
}
