import { ApiSchema } from '@nestjs/swagger';
import {
  BooleanField,
  DateTimeField,
  Examples,
  IntegerField,
  pageQuery,
  StringField,
  TextField,
  UuidField,
} from '#libs/http';
import { EXAMPLE_ID } from '#libs/kernel';
import { replacementList } from '../application/part-replacement.queries.js';
import { demoIds } from '../../../demo-ids.js';

@ApiSchema({ name: 'PartReplacement' })
export class PartReplacementDto {
  @UuidField({ description: 'Id', example: EXAMPLE_ID })
  id: string;

  @UuidField({ description: 'The part that is replaced', example: demoIds.part })
  partId: string;

  @UuidField({ description: 'The part that takes its place', example: demoIds.usedPart })
  replacementId: string;

  @StringField({ description: 'Number of the replacement', example: 'DR-1004', maxLength: 100 })
  partNumber: string;

  @StringField({ description: 'Name of the replacement', example: 'Door hanger roller 56 mm', maxLength: 255 })
  name: string;

  @BooleanField({ description: 'Whether the replacement is active', example: true })
  isActive: boolean;

  @IntegerField({ description: 'How many of the replacement are free', example: 97 })
  quantityAvailable: number;

  @TextField({ description: 'Notes', example: 'Needs the adapter plate.', maxLength: 2_000, nullable: true })
  notes: string | null;

  @DateTimeField({ description: 'When it was named', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;
}

@ApiSchema({ name: 'CreatePartReplacement' })
@Examples({ minimal: { replacementId: demoIds.secondPart }, full: { replacementId: demoIds.usedPart } })
export class CreatePartReplacementDto {
  @UuidField({ description: 'The part that takes its place', example: demoIds.usedPart })
  replacementId: string;

  @TextField({
    description: 'Notes',
    example: 'Needs the adapter plate.',
    maxLength: 2_000,
    optional: true,
    nullable: true,
  })
  notes?: string | null;
}

export class PartReplacementQuery extends pageQuery({ name: 'PartReplacement', list: replacementList }) {}
