import { Injectable } from '@nestjs/common';
import { FilesFacade } from '#contexts/files';
import { TenantDb } from '#libs/database';
import { usesOfUpload } from './shared-upload.queries.js';

/** Files of attachments: a request and its work order show the same one, which goes with the last of them. */
@Injectable()
export class SharedUploadService {
  constructor(
    private readonly db: TenantDb,
    private readonly files: FilesFacade,
  ) {}

  /** After the attachment was removed, in the same transaction. */
  async release(uploadId: string | null | undefined): Promise<void> {
    if (!uploadId) return;
    await this.files.discard(uploadId, async () => (await this.db.count(usesOfUpload, { uploadId })) > 0);
  }
}
