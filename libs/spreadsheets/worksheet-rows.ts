import { SaxesParser } from 'saxes';
import { refuse } from '#libs/kernel';
import { sheetTooLarge } from './sheet.errors.js';
import { assertWidth, type SheetCell, type SheetRow } from './sheet-row.js';
import type { WorkbookParts } from './workbook-parts.js';

/** The rows of a sheet while its XML comes in; rows without any cell are left out. */
export async function* worksheetRows(xml: AsyncIterable<string>, parts: WorkbookParts): AsyncGenerator<SheetRow> {
  const reader = new WorksheetReader(parts);
  for await (const text of xml) yield* reader.read(text);
}

/** A spreadsheet takes 32,767 characters. */
const MAX_CELL = 100_000;

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
}

class WorksheetReader {
  private readonly parser = new SaxesParser();
  private ready: SheetRow[] = [];
  private line = 0;
  private cells: SheetCell[] = [];
  private cell: OpenCell | undefined;
  private text = '';
  private isValue = false;
  private isPhonetic = false;

  constructor(private readonly parts: WorkbookParts) {
    this.parser.on('opentag', ({ name, attributes }) => this.open(localName(name), attributes));
    this.parser.on('text', (text) => {
      if (this.isValue && !this.isPhonetic) this.text += text;
      if (this.text.length > MAX_CELL) throw refuse(sheetTooLarge);
    });
    this.parser.on('closetag', ({ name }) => this.close(localName(name)));
  }

  read(xml: string): SheetRow[] {
    this.ready = [];
    this.parser.write(xml);
    return this.ready;
  }

  private open(tag: string, attributes: Readonly<Record<string, string>>): void {
    if (tag === 'row') {
      this.line = Number(attributes['r'] ?? this.line + 1);
      this.cells = [];
    } else if (tag === 'c') {
      const { r, t = 'n', s = '0' } = attributes;
      const column = r === undefined ? this.cells.length : columnOf(r);
      assertWidth(column + 1);
      this.cell = { column, type: t, style: Number(s) };
      this.text = '';
    } else if (tag === 'v' || tag === 't') this.isValue = true;
    else if (tag === 'rPh') this.isPhonetic = true;
  }

  private close(tag: string): void {
    if (tag === 'v' || tag === 't') this.isValue = false;
    else if (tag === 'rPh') this.isPhonetic = false;
    else if (tag === 'c' && this.cell) this.put(this.cell);
    else if (tag === 'row' && this.cells.some((cell) => cell !== ''))
      this.ready.push({ line: this.line, cells: this.cells });
  }

  private put(cell: OpenCell): void {
    while (this.cells.length < cell.column) this.cells.push('');
    this.cells[cell.column] = this.text === '' ? '' : this.valueOf(cell);
    this.cell = undefined;
  }

  private valueOf({ type, style }: OpenCell): SheetCell {
    if (type === 's') return this.parts.texts[Number(this.text)] ?? '';
    if (type === 'b') return this.text === '1';
    if (type !== 'n') return this.text;
    const number = Number(this.text);
    return this.parts.styles[style] ? dateText(number, this.parts.usesOldDates) : number;
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** `AB12` is column 27, counted from 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/i.exec(reference)?.[0].toUpperCase() ?? '')
    column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

const DAY = 86_400_000;
/** Day 0, if 1900 had had the leap day that spreadsheets give it. */
const EPOCH = Date.UTC(1899, 11, 30);
const OLD_EPOCH = Date.UTC(1904, 0, 1);

/** A day, or with a part of a day a local time. */
function dateText(days: number, usesOldDates: boolean): string {
  const time = new Date(Math.round(((usesOldDates ? OLD_EPOCH : EPOCH) + days * DAY) / 1_000) * 1_000);
  if (Number.isNaN(time.getTime())) return String(days);
  const text = time.toISOString();
  return Number.isInteger(days) ? text.slice(0, 10) : text.slice(0, 19);
}
