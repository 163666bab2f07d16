export { sheetDates, sheetMoney, type SheetDates } from './formats.js';
export { renderPdf } from './render-pdf.js';
export { sheetLocale, type Fact, type Sheet, type SheetBlock, type SheetColumn, type SheetLocale } from './sheet.js';
