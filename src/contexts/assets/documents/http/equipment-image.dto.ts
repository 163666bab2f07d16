import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import { FileDto } from '#contexts/files';
import {
  BooleanField,
  DateTimeField,
  Defaults,
  Example,
  Examples,
  IntegerField,
  ObjectField,
  pageQuery,
  StringField,
  UuidField,
} from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { imageList } from '../application/equipment-image.queries.js';
import { imageDefaults } from '../domain/image-defaults.js';

const exampleImage = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3e311';
const exampleUpload = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3e112';

@ApiSchema({ name: 'EquipmentImage' })
export class EquipmentImageDto {
  @UuidField({ description: 'Id', example: exampleImage })
  id: string;

  @StringField({
    description: 'What is to be seen',
    example: 'Type plate of the drive',
    maxLength: 255,
    nullable: true,
  })
  caption: string | null;

  @UuidField({ description: 'Machine that it shows', example: demoIds.equipment })
  equipmentId: string;

  @BooleanField({
    description: 'Whether it stands for the machine; takes that place from the one before',
    example: true,
  })
  isPrimary: boolean;

  @StringField({
    description: 'Address of an image that lies elsewhere; null for files that were uploaded',
    example: null,
    maxLength: 2_000,
    nullable: true,
  })
  imageUrl: string | null;

  @ObjectField({ description: 'The file; null for an image that lies elsewhere', type: FileDto, nullable: true })
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

class AttachedImageDto {
  @UuidField({
    description: 'Upload to attach: an image of the caller that is not attached yet',
    example: exampleUpload,
  })
  uploadId: string;
}

@ApiSchema({ name: 'CreateEquipmentImage' })
@Examples({ minimal: { equipmentId: demoIds.secondEquipment }, full: {} })
@Defaults(imageDefaults)
export class CreateEquipmentImageDto extends IntersectionType(
  PickType(EquipmentImageDto, ['equipmentId']),
  AttachedImageDto,
  PartialType(PickType(EquipmentImageDto, ['caption', 'isPrimary'])),
) {}

@ApiSchema({ name: 'UpdateEquipmentImage' })
@Example({ caption: 'Type plate of the drive, cleaned', isPrimary: true })
export class UpdateEquipmentImageDto extends PartialType(PickType(EquipmentImageDto, ['caption', 'isPrimary'])) {}

export class EquipmentImageQuery extends pageQuery({ name: 'EquipmentImage', list: imageList }) {
  @UuidField({ description: 'Only of this machine', optional: true })
  equipmentId?: string;
}
