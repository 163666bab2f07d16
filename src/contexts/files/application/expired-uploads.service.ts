import { Injectable } from '@nestjs/common';
import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { TenancyFacade } from '#contexts/tenancy';
import { isoUtc, TenantDb, UnitOfWork } from '#libs/database';
import { Clock } from '#libs/kernel';
import { Upload } from '../domain/upload.entity.js';
import { FileStoreClient } from './file-store.client.js';
import { dueUploads, firstRemoval } from './upload.queries.js';

const AT_ONCE = 200;

/** Removes files whose time is over: those that nobody attached, attempts that broke off, and what was removed a month ago. */
@Injectable()
export class ExpiredUploadsService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly tenancy: TenancyFacade,
    private readonly store: FileStoreClient,
    private readonly clock: Clock,
  ) {}

  /** @returns when the next one is due; null while none is */
  async removeDue(): Promise<Date | null> {
    const due = await this.db.run(dueUploads, { at: this.clock.now(), most: AT_ONCE });
    for (const { id } of due) await this.remove(id);
    const { at } = (await this.db.one(firstRemoval, {}))!;
    return at === null ? null : new Date(isoUtc(at));
  }

  /** The row says that the file is gone before it is, and goes after it, so that a run that dies in between is repeated. */
  private async remove(id: string): Promise<void> {
    const folder = await this.giveUp(id);
    if (folder === undefined) return;
    await this.store.removeFolder(folder);
    await this.unitOfWork.transactional(async (em) => {
      const upload = await this.lock(em, id);
      if (upload) await this.unitOfWork.remove(upload);
    });
  }

  /** @returns where its bytes lie; undefined for one that was attached meanwhile */
  private giveUp(id: string): Promise<string | undefined> {
    return this.unitOfWork.transactional(async (em) => {
      const upload = await this.lock(em, id);
      if (!upload?.expiresAt || upload.expiresAt > this.clock.now()) return undefined;
      if (upload.status === 'ready') await this.tenancy.release('storage_bytes', upload.sizeBytes);
      upload.expire();
      await this.unitOfWork.commit(upload);
      return upload.folder;
    });
  }

  private lock(em: EntityManager, id: string): Promise<Upload | null> {
    return em.findOne(Upload, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  }
}
