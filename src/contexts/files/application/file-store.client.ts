import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { notFound } from '#libs/kernel';
import { MissingFileError, Storage, type ByteRange } from '#libs/storage';

/** Where the bytes of uploads lie, which may be another machine: called before and after transactions, never inside of one. */
@Injectable()
export class FileStoreClient {
  constructor(private readonly storage: Storage) {}

  put(key: string, content: AsyncIterable<Buffer>, contentType: string): Promise<void> {
    return this.storage.put(key, Readable.from(content, { objectMode: false }), contentType);
  }

  /** @throws DomainError 404 where the storage has lost it */
  async get(key: string, range?: ByteRange): Promise<Readable> {
    try {
      return await this.storage.get(key, range);
    } catch (error) {
      throw error instanceof MissingFileError ? notFound() : error;
    }
  }

  size(key: string): Promise<number | undefined> {
    return this.storage.size(key);
  }

  removeFolder(key: string): Promise<void> {
    return this.storage.removeFolder(key);
  }

  /** An address of the storage itself, where it has any. */
  link(key: string, contentType: string, disposition: string, seconds: number): Promise<string | undefined> {
    return this.storage.link(key, { contentType, disposition, seconds });
  }
}
