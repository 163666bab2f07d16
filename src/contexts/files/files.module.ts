import { Module } from '@nestjs/common';
import { TenancyModule, TenantPlansFacade } from '#contexts/tenancy';
import { AttachmentService } from './application/attachment.service.js';
import { ExpiredUploadsService } from './application/expired-uploads.service.js';
import { FileCopyService } from './application/file-copy.service.js';
import { FileLinkService } from './application/file-link.service.js';
import { FileReceiverService } from './application/file-receiver.service.js';
import { FileStoreClient } from './application/file-store.client.js';
import { ImageService } from './application/image.service.js';
import { ServedFileService } from './application/served-file.service.js';
import { UploadEntryService } from './application/upload-entry.service.js';
import { UploadRemovalService } from './application/upload-removal.service.js';
import { storedBytes } from './application/upload.queries.js';
import { UploadService } from './application/upload.service.js';
import { FileContentsFacade } from './file-contents.facade.js';
import { FilesFacade } from './files.facade.js';
import { FileLinkController } from './http/file-link.controller.js';
import { UploadController } from './http/upload.controller.js';
import { RemoveExpiredUploadsJob } from './jobs/remove-expired-uploads.job.js';

@Module({
  imports: [TenancyModule],
  controllers: [UploadController],
  providers: [
    AttachmentService,
    ExpiredUploadsService,
    FileContentsFacade,
    FileCopyService,
    FileLinkController,
    FileLinkService,
    FileReceiverService,
    FilesFacade,
    FileStoreClient,
    ImageService,
    RemoveExpiredUploadsJob,
    ServedFileService,
    UploadEntryService,
    UploadRemovalService,
    UploadService,
  ],
  exports: [FileContentsFacade, FilesFacade],
})
export class FilesModule {
  constructor(plans: TenantPlansFacade) {
    plans.setCount('storage_bytes', storedBytes);
  }
}
