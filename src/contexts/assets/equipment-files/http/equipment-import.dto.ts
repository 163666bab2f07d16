import { ApiSchema } from '@nestjs/swagger';
import {
  ArrayField,
  BooleanField,
  EnumField,
  enumeration,
  IntegerField,
  items,
  LocaleField,
  StringField,
  UuidField,
} from '#libs/http';
import { importModes, type ImportMode } from '../application/import-equipment.js';

const importMode = enumeration({
  name: 'ImportMode',
  description:
    'dry_run writes nothing, all_or_nothing only what is right as a whole, valid_only the lines that are right',
  values: importModes,
});

@ApiSchema({ name: 'ImportColumn' })
export class ImportColumnDto {
  @StringField({
    description: 'Column, as the first line of the file calls it',
    example: 'Asset tag',
    maxLength: 1_000,
  })
  column: string;

  @StringField({
    description: 'What it is read as: a column of the export, such as name or customFields.stops; null leaves it out',
    example: 'equipmentNumber',
    maxLength: 200,
    nullable: true,
  })
  field: string | null;
}

@ApiSchema({ name: 'ImportEquipment' })
export class ImportEquipmentDto {
  @UuidField({
    description: 'CSV or XLSX file that the caller has uploaded with POST /v1/uploads within the last day',
    example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b991',
  })
  uploadId: string;

  @EnumField({ description: 'What becomes of it', of: importMode, default: 'dry_run' })
  mode: ImportMode;

  @ArrayField({
    description: 'What to read columns as; those that are not named are guessed by their names',
    of: items.object(ImportColumnDto),
    maxItems: 1_000,
    optional: true,
  })
  mapping?: ImportColumnDto[];

  @LocaleField({
    description:
      'Whose numbers and dates the file has, such as 1.234,5 and 31.12.2026; without it those of programs alone',
    example: 'de-DE',
    optional: true,
    nullable: true,
  })
  locale?: string | null;

  @BooleanField({
    description: 'Whether a line whose number a machine has changes that machine; otherwise such a line is a fault',
    example: false,
    default: false,
  })
  upsert: boolean;

  @BooleanField({
    description: 'Whether facilities and buildings that the file names and nobody has made are made',
    example: false,
    default: false,
  })
  createPlaces: boolean;

  @BooleanField({
    description: 'Whether an empty cell clears what a machine has; otherwise it leaves it as it is',
    example: false,
    default: false,
  })
  clearEmpty: boolean;
}

@ApiSchema({ name: 'EquipmentImport' })
export class EquipmentImportDto {
  @EnumField({ description: 'What was asked for', of: importMode, example: 'valid_only' })
  mode: ImportMode;

  @BooleanField({ description: 'Whether anything was written', example: true })
  applied: boolean;

  @IntegerField({ description: 'Lines that were read', example: 1_204, min: 0 })
  rows: number;

  @IntegerField({ description: 'Machines that were added, or would be', example: 1_100, min: 0 })
  created: number;

  @IntegerField({ description: 'Machines that were changed, or would be', example: 80, min: 0 })
  updated: number;

  @IntegerField({ description: 'Machines that are as their line says already', example: 21, min: 0 })
  unchanged: number;

  @IntegerField({ description: 'Machines that are part of another one than before, or of none', example: 12, min: 0 })
  linked: number;

  @IntegerField({ description: 'Lines with faults', example: 3, min: 0 })
  failed: number;

  @IntegerField({ description: 'Faults in them', example: 4, min: 0 })
  faults: number;

  @IntegerField({ description: 'Facilities that were made', example: 2, min: 0 })
  createdFacilities: number;

  @IntegerField({ description: 'Buildings that were made', example: 5, min: 0 })
  createdBuildings: number;

  @ArrayField({ description: 'What each column was read as', of: items.object(ImportColumnDto), maxItems: 1_000 })
  columns: ImportColumnDto[];

  @StringField({ description: 'Encoding of a CSV file', example: 'windows-1252', maxLength: 20, nullable: true })
  encoding: string | null;

  @StringField({ description: 'Separator of a CSV file', example: ';', maxLength: 1, nullable: true })
  separator: string | null;

  @StringField({
    description: 'The address of the list of faults; null where there are none',
    example: '/v1/equipment/imports/01980a5e-7b1c-7cc0-8f6e-2a64f0d3c111/faults',
    maxLength: 100,
    nullable: true,
  })
  faultsPath: string | null;
}
