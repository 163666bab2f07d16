import { ApiSchema } from '@nestjs/swagger';
import { DateTimeField, EnumField, enumeration, StringField } from '#libs/http';
import { uploadStatuses } from '../domain/upload-status.js';
import { FileDto } from './file.dto.js';

const uploadStatus = enumeration({
  name: 'UploadStatus',
  description:
    'pending while the content arrives, ready to be attached, attached; rejected and deleted ones are not shown',
  values: uploadStatuses,
});

@ApiSchema({ name: 'Upload' })
export class UploadDto extends FileDto {
  @EnumField({ description: 'How far it is', of: uploadStatus, example: 'ready' })
  status: string;

  @StringField({
    description: 'SHA-256 of the stored content in hexadecimal; images are stored without their metadata',
    example: '6b5c1a2e8f0d4c39b7a15e2f90c8d713a4be62f1570c9d8e3b1f6a7d2c4e5f80',
    maxLength: 64,
    nullable: true,
  })
  sha256: string | null;

  @DateTimeField({
    description: 'When it is removed unless it is attached; null once it is',
    example: '2026-11-23T10:00:00.000Z',
    nullable: true,
  })
  expiresAt: string | null;

  @DateTimeField({ description: 'When it was sent', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;
}
