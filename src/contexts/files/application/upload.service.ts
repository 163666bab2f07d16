import { Injectable, Logger } from '@nestjs/common';
import { TenancyFacade } from '#contexts/tenancy';
import type { IncomingFile } from '#libs/http';
import { RequestSteps } from '#libs/idempotency';
import { notFound, refuse } from '#libs/kernel';
import { kindOf, mayBeDeclaredAs, type FileKind } from '../domain/file-kinds.js';
import { safeFileName } from '../domain/file-name.js';
import type { Upload } from '../domain/upload.entity.js';
import { uploadKindRefused, uploadMismatch } from '../domain/upload.errors.js';
import { FileLinkService } from './file-link.service.js';
import { FileReceiverService } from './file-receiver.service.js';
import { FileStoreClient } from './file-store.client.js';
import { storageFault } from './storage-fault.js';
import { UploadEntryService } from './upload-entry.service.js';
import { uploadView, type UploadView } from './upload.view.js';

@Injectable()
export class UploadService {
  private readonly logger = new Logger('Files');

  constructor(
    private readonly entries: UploadEntryService,
    private readonly receiver: FileReceiverService,
    private readonly store: FileStoreClient,
    private readonly links: FileLinkService,
    private readonly tenancy: TenancyFacade,
    private readonly steps: RequestSteps,
  ) {}

  /** Of the caller alone. */
  async get(id: string): Promise<UploadView> {
    const row = await this.entries.own(id);
    if (!row) throw notFound();
    return uploadView(row, this.links);
  }

  /** @throws DomainError 402 `plan.limit_reached`, 422 for files that are not taken */
  async upload(file: IncomingFile): Promise<UploadView> {
    try {
      const { name, kind } = acceptedFile(file);
      await this.tenancy.assertRoom('storage_bytes');
      const id = await this.steps.once('begun', () => this.entries.begin(name, kind.contentType));
      const upload = await this.entries.find(id);
      // an earlier attempt of the same request has got so far
      if (upload?.status === 'pending') await this.receive(upload, kind, file);
      else await file.discard();
      return await this.get(id);
    } catch (error) {
      await file.discard();
      throw error;
    }
  }

  /** The bytes come in outside of any transaction. */
  private async receive(upload: Upload, kind: FileKind, file: IncomingFile): Promise<void> {
    try {
      const stored = await this.receiver.receive(upload.folder, kind, file.bytes());
      await this.steps.once('stored', () => this.entries.finish(upload.id, stored));
    } catch (error) {
      await this.forget(upload);
      const fault = storageFault(error);
      if (fault) this.logger.error(`A file could not be stored: ${String(error)}`);
      throw fault ?? error;
    }
  }

  /** What cannot be removed now is removed when its time is over. */
  private async forget({ id, folder }: Upload): Promise<void> {
    try {
      await this.store.removeFolder(folder);
      await this.entries.forget(id);
    } catch (error) {
      this.logger.warn(`What came of the upload ${id} is removed later: ${String(error)}`);
    }
  }
}

function acceptedFile({ name, contentType }: IncomingFile): { readonly name: string; readonly kind: FileKind } {
  const safe = safeFileName(name);
  const kind = kindOf(safe);
  if (!kind) throw refuse(uploadKindRefused, { detail: `Files such as "${safe}" are not taken.` });
  if (mayBeDeclaredAs(kind, contentType)) return { name: safe, kind };
  const detail = `The type that is declared does not fit to the name of the file, which stands for ${kind.contentType}.`;
  throw refuse(uploadMismatch, { detail, members: { detectedType: kind.contentType } });
}
