import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '#libs/config';
import { TenantDb } from '#libs/database';
import { refuse } from '#libs/kernel';
import { unknownUpload } from '../domain/upload.errors.js';
import { FileStoreClient } from './file-store.client.js';
import { ownUpload } from './upload.queries.js';

const ENDING = '.copy';
/** Longer than any work takes. */
const LEFT_MS = 6 * 3_600_000;

/** Copies of files on the disk of this machine, for work that reads them several times or from behind. */
@Injectable()
export class FileCopyService {
  private readonly folder: string;

  constructor(
    { dataDir }: AppConfig,
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly store: FileStoreClient,
  ) {
    this.folder = join(dataDir, 'incoming');
  }

  /** @throws DomainError 422 `upload.unknown` */
  async use<T>(uploadId: string, user: string | null, work: (path: string) => Promise<T>): Promise<T> {
    if (this.em.isInTransaction()) throw new Error('A file is read before a transaction begins, not inside of it.');
    const upload = await this.db.one(ownUpload, { id: uploadId, user });
    if (upload?.status !== 'ready') throw refuse(unknownUpload);
    const path = join(this.folder, `${randomUUID()}${ENDING}`);
    try {
      await mkdir(this.folder, { recursive: true });
      await this.removeLeft();
      await pipeline(await this.store.get(upload.storageKey), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
      return await work(path);
    } finally {
      await rm(path, { force: true });
    }
  }
  /** Copies of processes that died. */
  private async removeLeft(): Promise<void> {
    const copies = (await readdir(this.folder)).filter((name) => name.endsWith(ENDING));
    for (const path of copies.map((name) => join(this.folder, name))) {
      const found = await stat(path).catch(() => undefined);
      if (found && found.mtimeMs < Date.now() - LEFT_MS) await rm(path, { force: true });
    }
  }
}
