import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import { FileDto } from '#contexts/files';
import {
  BooleanField,
  DateTimeField,
  Defaults,
  EnumField,
  Examples,
  ObjectField,
  pageQuery,
  StringField,
  UuidField,
} from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { attachmentDefaults } from '../../attachments/domain/attachment-defaults.js';
import type { RequestAttachmentKind } from '../../attachments/domain/attachment-kind.js';
import { serviceRequestAttachmentKind } from '../../attachments/http/attachment-enumerations.js';
import { requestAttachmentList } from '../application/service-request-attachment.queries.js';

const exampleUpload = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3e111';

@ApiSchema({ name: 'ServiceRequestAttachment' })
export class ServiceRequestAttachmentDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3bffa' })
  id: string;

  @EnumField({ description: 'What it is', example: 'document', of: serviceRequestAttachmentKind })
  kind: RequestAttachmentKind;

  @StringField({
    description: 'What is to be seen, or what it is about',
    example: 'Notes of the caretaker',
    maxLength: 255,
    nullable: true,
  })
  caption: string | null;

  @BooleanField({ description: 'For staff alone: no requester sees it', example: false })
  isInternal: boolean;

  @ObjectField({ description: 'The file', type: FileDto })
  file: FileDto;

  @UuidField({ description: 'Who added it', example: demoIds.admin, nullable: true })
  uploadedById: string | null;

  @StringField({ description: 'Name of that user', example: 'Ingrid Sørensen', maxLength: 201, nullable: true })
  uploadedByName: string | null;

  @DateTimeField({
    description: 'Until when whoever added it can remove it; managers can afterwards too',
    example: '2026-11-22T10:15:00.000Z',
  })
  removableUntil: string;

  @DateTimeField({ description: 'When it was added', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;
}

class UploadOfRequestDto {
  @UuidField({
    description: 'Upload to attach: of the caller, not attached yet, and an image where it is a photo',
    example: exampleUpload,
  })
  uploadId: string;
}

@ApiSchema({ name: 'CreateServiceRequestAttachment' })
@Examples({ minimal: { uploadId: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3e114' } })
@Defaults(attachmentDefaults)
export class CreateServiceRequestAttachmentDto extends IntersectionType(
  UploadOfRequestDto,
  PartialType(PickType(ServiceRequestAttachmentDto, ['kind', 'caption', 'isInternal'])),
) {}

/** Read in the order in which they came, or from the latest on. */
export class ServiceRequestAttachmentQuery extends pageQuery({
  name: 'ServiceRequestAttachment',
  list: requestAttachmentList,
}) {}
