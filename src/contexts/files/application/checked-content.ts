import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { refuse } from '#libs/kernel';
import { mayContain, type FileKind } from '../domain/file-kinds.js';
import { uploadEmpty, uploadMismatch } from '../domain/upload.errors.js';

/** As many of the first bytes as the recognition of types reads. */
const HEAD_BYTES = 4_100;
/** No text has these characters, in whatever encoding of one byte or UTF-8. */
const unreadable = /(?![\t\n\v\f\r\u0080-\u009f])\p{Cc}/u;

/** Passes a file on while it comes in, counts and digests it, and ends it as soon as its first bytes are not what its name says. */
export class CheckedContent {
  sizeBytes = 0;
  private readonly hash = createHash('sha256');

  constructor(
    private readonly bytes: AsyncIterable<Buffer>,
    private readonly kind: FileKind,
  ) {}

  get sha256(): string {
    return this.hash.copy().digest('hex');
  }

  /** @throws DomainError `upload.empty`, `upload.content_mismatch` */
  async *read(): AsyncGenerator<Buffer> {
    let head: Buffer | undefined = Buffer.alloc(0);
    for await (const chunk of this.bytes) {
      this.sizeBytes += chunk.length;
      this.hash.update(chunk);
      if (!head) {
        yield chunk;
        continue;
      }
      head = Buffer.concat([head, chunk]);
      if (head.length < HEAD_BYTES) continue;
      await assertContent(head, this.kind);
      yield head;
      head = undefined;
    }
    if (this.sizeBytes === 0) throw refuse(uploadEmpty);
    if (!head) return;
    await assertContent(head, this.kind);
    yield head;
  }
}

async function assertContent(head: Buffer, kind: FileKind): Promise<void> {
  const detected = (await fileTypeFromBuffer(head.subarray(0, HEAD_BYTES)).catch(() => undefined))?.mime;
  if (mayContain(kind, { detected, isText: !unreadable.test(head.toString('latin1')) })) return;
  const detectedType = detected ?? 'unknown';
  throw refuse(uploadMismatch, {
    detail: `The content is not what the name of the file says; it looks like ${detectedType}.`,
    members: { detectedType },
  });
}
