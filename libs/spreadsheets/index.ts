export { localValues, type LocalValues } from './local-values.js';
export { readSheet, type Sheet } from './read-sheet.js';
export type { SheetCell, SheetRow } from './sheet-row.js';
