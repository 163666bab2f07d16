import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import { FileDto } from '#contexts/files';
import {
  AtLeastOne,
  AtMostOne,
  DateField,
  DateTimeField,
  Example,
  Examples,
  IntegerField,
  ObjectField,
  pageQuery,
  StringField,
  UuidField,
} from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { documentList } from '../application/document.queries.js';
import { twoOwners } from '../domain/document.errors.js';

const exampleDocument = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3e211';
const exampleUpload = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3e111';

@ApiSchema({ name: 'Document' })
export class DocumentDto {
  @UuidField({ description: 'Id', example: exampleDocument })
  id: string;

  @StringField({ description: 'What it is about', example: 'Inspection 2026', maxLength: 255 })
  title: string;

  @UuidField({ description: 'Machine that it is about', example: demoIds.equipment, nullable: true })
  equipmentId: string | null;

  @UuidField({ description: 'Facility that it is about, where it is about no machine', example: null, nullable: true })
  facilityId: string | null;

  @StringField({
    description: 'Kind of document, in your own words',
    example: 'inspection_report',
    maxLength: 100,
    nullable: true,
  })
  documentType: string | null;

  @DateField({ description: 'Last day on which it is valid', example: '2027-11-22', nullable: true })
  expiryDate: string | null;

  @StringField({
    description: 'Address of a document that lies elsewhere; null for files that were uploaded',
    example: null,
    maxLength: 2_000,
    nullable: true,
  })
  fileUrl: string | null;

  @ObjectField({ description: 'The file; null for a document that lies elsewhere', type: FileDto, nullable: true })
  file: FileDto | null;

  @UuidField({ description: 'Who added it', example: demoIds.admin, nullable: true })
  uploadedById: string | null;

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When it was added', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'When it was last changed', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;
}

class AttachedUploadDto {
  @UuidField({ description: 'Upload to attach, of the caller and not attached yet', example: exampleUpload })
  uploadId: string;
}

@ApiSchema({ name: 'CreateDocument' })
@Examples({
  minimal: { title: 'Manual of the drive', equipmentId: demoIds.secondEquipment },
  full: { equipmentId: demoIds.equipment },
})
@AtLeastOne('equipmentId', 'facilityId')
@AtMostOne(['equipmentId', 'facilityId'], twoOwners)
export class CreateDocumentDto extends IntersectionType(
  PickType(DocumentDto, ['title']),
  AttachedUploadDto,
  PartialType(PickType(DocumentDto, ['equipmentId', 'facilityId', 'documentType', 'expiryDate'])),
) {}

@ApiSchema({ name: 'UpdateDocument' })
@Example({ title: 'Inspection of November 2026', expiryDate: '2027-11-30' })
export class UpdateDocumentDto extends PartialType(PickType(DocumentDto, ['title', 'documentType', 'expiryDate'])) {}

export class DocumentQuery extends pageQuery({ name: 'Document', list: documentList }) {
  @UuidField({ description: 'Only of this machine', optional: true })
  equipmentId?: string;

  @UuidField({ description: 'Only of this facility itself, not of its machines', optional: true })
  facilityId?: string;

  @DateField({ description: 'Only those whose last day is before this one', optional: true })
  expiresBefore?: string;
}
