import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import { FileDto } from '#contexts/files';
import {
  ArrayField,
  BooleanField,
  DateTimeField,
  Defaults,
  EnumField,
  Examples,
  items,
  NeededWith,
  ObjectField,
  pageQuery,
  StringField,
  UuidField,
} from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { attachmentList } from '../application/work-order-attachment.queries.js';
import { attachmentDefaults } from '../domain/attachment-defaults.js';
import type { AttachmentKind } from '../domain/attachment-kind.js';
import { workOrderAttachmentKind } from './attachment-enumerations.js';

const exampleUpload = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3e111';

@ApiSchema({ name: 'WorkOrderAttachment' })
export class WorkOrderAttachmentDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3bfff' })
  id: string;

  @EnumField({ description: 'What it is', example: 'signature', of: workOrderAttachmentKind })
  kind: AttachmentKind;

  @StringField({
    description: 'What is to be seen, or what it is about',
    example: 'Signed at the cabinet',
    maxLength: 255,
    nullable: true,
  })
  caption: string | null;

  @StringField({
    description: 'Who signed it: of every signature, and of documents that are signed',
    example: 'Liis Tamm',
    maxLength: 255,
    nullable: true,
  })
  signerName: string | null;

  @BooleanField({ description: 'For staff alone: no customer sees it', example: false })
  isInternal: boolean;

  @UuidField({
    description: 'Service request with which it came; null where it was added to the work order',
    example: null,
    nullable: true,
  })
  serviceRequestId: string | null;

  @ObjectField({ description: 'The file', type: FileDto })
  file: FileDto;

  @UuidField({ description: 'Who added it', example: demoIds.admin, nullable: true })
  uploadedById: string | null;

  @StringField({ description: 'Name of that user', example: 'Ingrid Sørensen', maxLength: 201, nullable: true })
  uploadedByName: string | null;

  @DateTimeField({
    description: 'Until when whoever added it can remove it; managers can afterwards too',
    example: '2026-11-24T08:15:00.000Z',
  })
  removableUntil: string;

  @DateTimeField({ description: 'When it was added', example: '2026-11-24T08:00:00.000Z' })
  createdAt: string;
}

class UploadOfWorkDto {
  @UuidField({
    description: 'Upload to attach: of the caller, not attached yet, and an image where the kind says so',
    example: exampleUpload,
  })
  uploadId: string;
}

@ApiSchema({ name: 'CreateWorkOrderAttachment' })
@Examples({ minimal: { uploadId: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3e113' } })
@Defaults(attachmentDefaults)
@NeededWith('signerName', ['kind', 'signature'])
export class CreateWorkOrderAttachmentDto extends IntersectionType(
  UploadOfWorkDto,
  PartialType(PickType(WorkOrderAttachmentDto, ['kind', 'caption', 'signerName', 'isInternal'])),
) {}

export class WorkOrderAttachmentQuery extends pageQuery({ name: 'WorkOrderAttachment', list: attachmentList }) {
  @ArrayField({
    description: 'Only of these kinds',
    example: ['photo_before', 'photo_after'],
    of: items.oneOf(workOrderAttachmentKind),
    minItems: 1,
    maxItems: workOrderAttachmentKind.values.length,
    optional: true,
  })
  kind?: AttachmentKind[];
}
