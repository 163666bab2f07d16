import { defineRefusal } from '#libs/kernel';

export const sheetUnreadable = defineRefusal({
  code: 'sheet.unreadable',
  kind: 'invalid',
  detail: 'The file cannot be read as a table.',
  meaning: 'The file is damaged, or is no table; `detail` says where reading ended.',
  remedy: 'Open the file in a spreadsheet, save it again as CSV or XLSX, and upload that.',
  pointer: '/uploadId',
});

export const sheetEmpty = defineRefusal({
  code: 'sheet.empty',
  kind: 'invalid',
  detail: 'The file has no line with the names of columns.',
  remedy: 'Send a table whose first line names its columns.',
  pointer: '/uploadId',
});

export const sheetTooWide = defineRefusal({
  code: 'sheet.too_wide',
  kind: 'invalid',
  detail: 'The table has more than 1000 columns.',
  remedy: 'Take out the columns that are not needed.',
  pointer: '/uploadId',
});

export const sheetTooLarge = defineRefusal({
  code: 'sheet.too_large',
  kind: 'invalid',
  detail: 'Unpacked, the file is far larger than it is.',
  meaning: 'Unpacked, the workbook has more than 300 MB, or hundreds of times its size.',
  remedy: 'Save the one sheet with the table as CSV, and send that.',
  pointer: '/uploadId',
});
