export { localValues, type LocalValues } from './local-values.js';
export { readSheet, type Sheet } from './read-sheet.js';
export { MAX_COLUMNS, type SheetCell, type SheetRow } from './sheet-row.js';
export { sheetRefusals } from './sheet.errors.js';
