import { Controller, Get, Post } from '@nestjs/common';
import { planLimitReached } from '#contexts/tenancy';
import {
  ApiCreate,
  ApiRead,
  ApiSection,
  brokenForm,
  FilePart,
  IdParam,
  noFile,
  Permission,
  TakesFile,
  type IncomingFile,
} from '#libs/http';
import { UploadService } from '../application/upload.service.js';
import { fileEndings } from '../domain/file-kinds.js';
import {
  uploadEmpty,
  uploadImageTooLarge,
  uploadImageUnreadable,
  uploadKindRefused,
  uploadMismatch,
} from '../domain/upload.errors.js';
import { UploadDto } from './upload.dto.js';

const MAX_BYTES = 100 * 1024 ** 2;

const storageLimit = {
  ...planLimitReached,
  meaning: 'The plan allows no more bytes of files.',
  members: {
    limit: 'storage_bytes',
    used: 21_474_000_000,
    allowed: 21_474_836_480,
    plan: 'trial',
    liftedBy: 'professional',
  },
};

@ApiSection('Files', 'Files are uploaded first, and then attached to what they belong to by their id.')
@Controller('v1/uploads')
export class UploadController {
  constructor(private readonly uploads: UploadService) {}

  @Post()
  @Permission('files:upload')
  @TakesFile()
  @ApiCreate(UploadDto, {
    summary: 'Upload a file',
    description: `A form with the one part \`file\`, of at most 100 MiB. The content must be what the ending of the name says: ${fileEndings.join(', ')}. Images are encoded anew without their metadata, and get a thumbnail. A file that is not attached within a day is removed. With an Idempotency-Key repetitions are recognised by the length of the body, not by its content.`,
    problems: [
      storageLimit,
      brokenForm,
      noFile,
      uploadEmpty,
      uploadKindRefused,
      uploadMismatch,
      uploadImageUnreadable,
      uploadImageTooLarge,
    ],
  })
  createUpload(@FilePart(MAX_BYTES) file: IncomingFile): Promise<UploadDto> {
    return this.uploads.upload(file);
  }

  @Get(':id')
  @Permission('files:upload')
  @ApiRead(UploadDto, {
    summary: 'Read an upload',
    description:
      'Answers what became of a file that the caller has uploaded, with new addresses of its content. Uploads of others are not found (404), and neither are those that were removed.',
  })
  getUpload(@IdParam() id: string): Promise<UploadDto> {
    return this.uploads.get(id);
  }
}
