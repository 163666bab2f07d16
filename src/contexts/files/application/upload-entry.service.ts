import { Injectable } from '@nestjs/common';
import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { TenancyFacade } from '#contexts/tenancy';
import { TenantDb, UnitOfWork } from '#libs/database';
import { Clock, refuse } from '#libs/kernel';
import { currentTenant, currentUserId } from '#libs/request-context';
import { Upload, type StoredFile } from '../domain/upload.entity.js';
import { unknownUpload } from '../domain/upload.errors.js';
import { UploadRemovalService } from './upload-removal.service.js';
import { ownUpload, type UploadRow } from './upload.queries.js';

/** The rows of uploads while their bytes arrive. */
@Injectable()
export class UploadEntryService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly tenancy: TenancyFacade,
    private readonly removal: UploadRemovalService,
    private readonly clock: Clock,
  ) {}

  /** @returns its id */
  async begin(fileName: string, contentType: string): Promise<string> {
    const { id: tenantId } = currentTenant();
    const upload = Upload.begin({ tenantId, fileName, contentType, by: currentUserId(), at: this.clock.now() });
    await this.unitOfWork.commit(upload);
    void this.removal.plan(upload.expiresAt!);
    return upload.id;
  }

  own(id: string): Promise<UploadRow | undefined> {
    return this.db.one(ownUpload, { id, user: currentUserId() });
  }

  /** @throws DomainError `upload.unknown` */
  async readyName(id: string): Promise<string> {
    const row = await this.own(id);
    if (row?.status !== 'ready') throw refuse(unknownUpload);
    return row.fileName;
  }

  find(id: string): Promise<Upload | null> {
    return this.em.findOne(Upload, { id });
  }

  /** Counts the bytes against the plan and makes the file ready, or neither. @throws DomainError 402 `plan.limit_reached` */
  finish(id: string, stored: StoredFile): Promise<string> {
    return this.unitOfWork.transactional(async (em) => {
      await this.tenancy.reserve('storage_bytes', stored.sizeBytes);
      const upload = await em.findOneOrFail(Upload, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      upload.receive(stored);
      await this.unitOfWork.commit(upload);
      return id;
    });
  }

  /** Of an attempt that has failed. */
  async forget(id: string): Promise<void> {
    const upload = await this.em.findOne(Upload, { id, status: 'pending' });
    if (upload) await this.unitOfWork.remove(upload);
  }
}
