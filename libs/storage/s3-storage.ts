import type { Readable } from 'node:stream';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { OnModuleDestroy } from '@nestjs/common';
import type { S3Config } from '#libs/config';
import { assertKey, MissingFileError, Storage, type ByteRange, type LinkOptions } from './storage.js';

/** Parts of a file that are under way at once; they lie in memory. */
const PARTS_AT_ONCE = 2;
const PART_BYTES = 8 * 1024 ** 2;

/** Files in a bucket of a server that speaks S3, from which browsers get them. */
export class S3Storage extends Storage implements OnModuleDestroy {
  private readonly client: S3Client;
  private readonly bucket: string;

  constructor({ bucket, region, endpoint, credentials }: S3Config) {
    super();
    this.bucket = bucket;
    this.client = new S3Client({
      region,
      // Servers other than Amazon's do not know its newer checksums, and have no name for each bucket.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      ...(endpoint && { endpoint, forcePathStyle: true }),
      ...(credentials && { credentials }),
    });
  }

  onModuleDestroy(): void {
    this.client.destroy();
  }

  /** In parts, which the server puts together in the end: what breaks off is never an object. */
  async put(key: string, content: Readable, contentType: string): Promise<void> {
    const params = { ...this.place(key), Body: content, ContentType: contentType };
    const options = { queueSize: PARTS_AT_ONCE, partSize: PART_BYTES, leavePartsOnError: false };
    try {
      await new Upload({ client: this.client, params, ...options }).done();
    } catch (error) {
      content.destroy();
      throw error;
    }
  }

  async get(key: string, range?: ByteRange): Promise<Readable> {
    const part = range && { Range: `bytes=${range.start}-${range.end}` };
    try {
      const { Body: body } = await this.client.send(new GetObjectCommand({ ...this.place(key), ...part }));
      return body as Readable;
    } catch (error) {
      throw error instanceof NoSuchKey ? new MissingFileError(key) : error;
    }
  }

  async size(key: string): Promise<number | undefined> {
    try {
      return (await this.client.send(new HeadObjectCommand(this.place(key)))).ContentLength;
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }

  async removeFolder(key: string): Promise<void> {
    const { Bucket, Key } = this.place(key);
    for await (const { Contents: objects = [] } of paginateListObjectsV2(
      { client: this.client },
      { Bucket, Prefix: `${Key}/` },
    )) {
      if (objects.length === 0) continue;
      const named = objects.map((object) => ({ Key: object.Key! }));
      const { Errors: errors = [] } = await this.client.send(
        new DeleteObjectsCommand({ Bucket, Delete: { Objects: named, Quiet: true } }),
      );
      if (errors.length > 0) throw new Error(`${errors[0]!.Key} could not be removed: ${errors[0]!.Message}`);
    }
  }

  link(key: string, { contentType, disposition, seconds }: LinkOptions): Promise<string> {
    const answer = { ResponseContentType: contentType, ResponseContentDisposition: disposition };
    return getSignedUrl(this.client, new GetObjectCommand({ ...this.place(key), ...answer }), { expiresIn: seconds });
  }

  private place(key: string): { readonly Bucket: string; readonly Key: string } {
    assertKey(key);
    return { Bucket: this.bucket, Key: key };
  }
}
