import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { assertKey, MissingFileError, Storage, type ByteRange } from './storage.js';

/** Files in a folder of this machine. The product serves them itself. */
export class LocalStorage extends Storage {
  constructor(private readonly folder: string) {
    super();
  }

  /** Under another name until it is whole and on the disk, so that nobody ever reads half a file. */
  async put(key: string, content: Readable): Promise<void> {
    const path = this.pathOf(key);
    const draft = `${path}.${randomUUID()}.part`;
    try {
      await mkdir(dirname(path), { recursive: true });
      await pipeline(content, createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }));
      await rename(draft, path);
    } catch (error) {
      content.destroy();
      await rm(draft, { force: true });
      throw error;
    }
  }

  async get(key: string, range?: ByteRange): Promise<Readable> {
    const file = await open(this.pathOf(key)).catch((error: unknown) => {
      throw isMissing(error) ? new MissingFileError(key) : error;
    });
    return file.createReadStream(range);
  }

  async size(key: string): Promise<number | undefined> {
    try {
      return (await stat(this.pathOf(key))).size;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async removeFolder(key: string): Promise<void> {
    await rm(this.pathOf(key), { recursive: true, force: true });
  }

  link(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  private pathOf(key: string): string {
    assertKey(key);
    return join(this.folder, key);
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
