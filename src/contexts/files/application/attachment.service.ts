import { Injectable } from '@nestjs/common';
import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { TenancyFacade } from '#contexts/tenancy';
import { UnitOfWork } from '#libs/database';
import { atField, Clock, refuse } from '#libs/kernel';
import { currentUserId } from '#libs/request-context';
import type { FileOwner } from '../domain/file-owner.js';
import { Upload } from '../domain/upload.entity.js';
import { unknownUpload } from '../domain/upload.errors.js';
import { UploadRemovalService } from './upload-removal.service.js';

/** Ties uploads to what they belong to, in the transaction that writes it. */
@Injectable()
export class AttachmentService {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly tenancy: TenancyFacade,
    private readonly removal: UploadRemovalService,
    private readonly clock: Clock,
  ) {}

  async attach(uploadId: string, owner: FileOwner): Promise<void> {
    const upload = await this.lock(uploadId);
    if (!upload) throw refuse(atField(unknownUpload, `/${owner.field ?? 'uploadId'}`));
    upload.attachTo(owner, currentUserId(), this.clock.now());
    await this.unitOfWork.commit(upload);
  }

  async discard(uploadId: string, isNeeded?: () => Promise<boolean>): Promise<void> {
    const upload = await this.lock(uploadId);
    if (upload?.status !== 'attached' || (await isNeeded?.())) return;
    await this.tenancy.release('storage_bytes', upload.sizeBytes);
    upload.discard(this.clock.now());
    await this.unitOfWork.commit(upload);
    void this.removal.plan(upload.expiresAt!);
  }

  /** Of several who attach the same upload one succeeds. */
  private lock(id: string): Promise<Upload | null> {
    return this.em.findOne(Upload, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  }
}
