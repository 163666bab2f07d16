import { defineRefusal } from '#libs/kernel';

/** As many as one file may have. */
export const MAX_ROWS = 50_000;

export const importKindRefused = defineRefusal({
  code: 'equipment_import.wrong_kind',
  kind: 'invalid',
  detail: 'Machines are read from CSV and XLSX files.',
  remedy: 'Save the table as CSV or XLSX, and upload that.',
  pointer: '/uploadId',
});

export const unknownImportField = defineRefusal({
  code: 'equipment_import.unknown_field',
  kind: 'invalid',
  detail: 'A column is to be read as something that machines do not have.',
  remedy: 'Name a column of the export, such as name or customFields.stops, or null to leave the column out.',
  pointer: '/mapping',
});

export const unknownImportColumn = defineRefusal({
  code: 'equipment_import.unknown_column',
  kind: 'invalid',
  detail: 'The file has no column of that name.',
  meaning: 'The file has no column of a name in `mapping`; `detail` says which.',
  remedy: 'Write the name as the first line of the file has it.',
  pointer: '/mapping',
});

export const importFieldTwice = defineRefusal({
  code: 'equipment_import.field_twice',
  kind: 'invalid',
  detail: 'Two columns are to be read as the same.',
  meaning: 'Two columns are to be read as the same; `detail` says which.',
  remedy: 'Map one of the two columns to null.',
  pointer: '/mapping',
});

export const importColumnMissing = defineRefusal({
  code: 'equipment_import.column_missing',
  kind: 'invalid',
  detail: 'No column of the file has the numbers of the machines.',
  remedy: 'Map the column with the numbers to equipmentNumber.',
  pointer: '/mapping',
});

export const tooManyImportRows = defineRefusal({
  code: 'equipment_import.too_many_rows',
  kind: 'invalid',
  detail: `The file has more than ${MAX_ROWS} lines.`,
  remedy: 'Send it in several parts.',
  pointer: '/uploadId',
});

export const numberTwice = defineRefusal({
  code: 'equipment_import.number_twice',
  kind: 'invalid',
  detail: 'An earlier line of the file has this number.',
  remedy: 'Take one of the lines out, or give it another number.',
});

export const ambiguousPlace = defineRefusal({
  code: 'equipment_import.ambiguous_place',
  kind: 'invalid',
  detail: 'Several places have this name.',
  remedy: 'Name the facility or the building by its code.',
});

export const hasParts = defineRefusal({
  code: 'equipment_import.has_parts',
  kind: 'invalid',
  detail: 'Machines are part of it, which would have to go with it to the other facility.',
  remedy: 'Move it with PATCH, which takes its parts along.',
});

/** Why an import may not begin. */
export const importRefusals = [importKindRefused, unknownImportField, importFieldTwice];
