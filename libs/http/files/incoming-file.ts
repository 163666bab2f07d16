import type { Readable } from 'node:stream';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '#libs/kernel';
import { pointerTo, unknownField } from '../fields/index.js';
import { TAKES_FILE } from '../routes/route-facts.js';
import { brokenForm, FileTooLargeError, noFile, NoFormError } from './incoming-file.errors.js';

/** A file while the client sends it. */
export interface IncomingFile {
  /** Whatever the client calls it. */
  readonly name: string;
  /** What the client takes it for. */
  readonly contentType: string;
  /** To be read once. Fails where the client breaks off, sends more than the route takes, or something after the file. */
  bytes(): AsyncGenerator<Buffer>;
  /** Reads what is left, so that the client gets to read the answer. */
  discard(): Promise<void>;
}

const FILE_PART = 'file';
/** Of what surrounds a file in its form. */
const FORM_BYTES = 16 * 1024;
/** A client that sends nothing for so long is not heard any more. */
const SILENCE_MS = 30_000;
const limits = { files: 1, fields: 1, parts: 2, fieldSize: 1_024, headerPairs: 20, headerSize: 8_192 };

/** The one file of a `multipart/form-data` body, in the part `file`, of at most so many bytes. Goes with {@link TakesFile}. */
export const FilePart = createParamDecorator((maxBytes: number, context: ExecutionContext) => {
  const http = context.switchToHttp();
  return receiveFile(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), maxBytes);
});

@ApiSchema({ name: 'FileForm' })
class FileForm {
  @ApiProperty({ type: 'string', format: 'binary', description: 'The file, with its name' })
  file: unknown;
}

/** Documents the body, and has the route wait for a file longer than for JSON. */
export const TakesFile = (): MethodDecorator => (target, key, descriptor) => {
  Reflect.defineMetadata(TAKES_FILE, true, descriptor.value as object);
  ApiConsumes('multipart/form-data')(target, key, descriptor);
  ApiBody({ required: true, type: FileForm })(target, key, descriptor);
};

/**
 * Answers as soon as the file begins. After a form that is wrong the connection is closed, since what else comes is nobody's.
 * @throws DomainError where the form has something else, or nothing
 */
function receiveFile(request: FastifyRequest, reply: FastifyReply, maxBytes: number): Promise<IncomingFile> {
  const { headers, raw } = request;
  if (!/^multipart\/form-data\s*;/i.test(headers['content-type'] ?? '')) throw new NoFormError();
  const form = openForm(request, maxBytes);
  const whole = Promise.withResolvers<void>();
  whole.promise.catch(() => undefined);
  const begun = Promise.withResolvers<IncomingFile>();
  let content: Readable | undefined;
  const fail = (error: Error): void => {
    reply.header('connection', 'close');
    whole.reject(error);
    begun.reject(error);
    content?.destroy();
  };
  const silence = setTimeout(() => raw.destroy(), SILENCE_MS);
  raw.on('data', () => silence.refresh());
  raw.once('close', () => clearTimeout(silence));
  raw.once('aborted', () => fail(refuse(brokenForm)));
  raw.on('error', () => fail(refuse(brokenForm)));
  form.on('error', () => fail(refuse(brokenForm)));
  form.on('field', (name) => fail(unknownPart(name)));
  for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) form.on(limit, () => fail(unknownPart('')));
  form.once('finish', () => {
    if (!content) fail(refuse(noFile));
    whole.resolve();
  });
  form.once('file', (part, stream, name: string | undefined, _encoding, contentType) => {
    content = stream.on('error', () => undefined).once('limit', () => fail(new FileTooLargeError()));
    if (part !== FILE_PART) return fail(unknownPart(part));
    const bytes = () => bytesOf(stream, whole.promise);
    begun.resolve({
      name: name ?? '',
      contentType,
      bytes,
      discard: () => discard(request, stream),
    });
  });
  if (Number(headers['content-length'] ?? 0) > maxBytes + FORM_BYTES) fail(new FileTooLargeError());
  else raw.pipe(form);
  return begun.promise;
}

function openForm({ headers }: FastifyRequest, maxBytes: number): BusboyInstance {
  try {
    return new Busboy({ headers: headers as { 'content-type': string }, limits: { ...limits, fileSize: maxBytes } });
  } catch {
    throw refuse(brokenForm);
  }
}

/** What went wrong with the form counts, not what became of the stream by it. */
async function* bytesOf(stream: Readable, whole: Promise<void>): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) yield chunk as Buffer;
  } catch (error) {
    await whole;
    throw error;
  }
  await whole;
}

async function discard({ raw }: FastifyRequest, content: Readable): Promise<void> {
  if (raw.readableEnded || raw.destroyed || content.destroyed) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const [stream, event] of [
    [raw, 'end'],
    [raw, 'close'],
    [content, 'close'],
  ] as const)
    stream.once(event, () => resolve());
  content.resume();
  await promise;
}

function unknownPart(name: string): Error {
  const { code, detail } = unknownField;
  return refuse(unknownField, {
    detail,
    errors: [{ pointer: pointerTo('', name), code, detail: 'is not known here' }],
  });
}
