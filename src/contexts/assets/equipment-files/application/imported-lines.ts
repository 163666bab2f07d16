import type { SheetRow } from '#libs/spreadsheets';
import { numberTwice } from '../domain/equipment-import.errors.js';
import type { ImportedRow, RowFault } from './import-row.js';
import { SeenNumbers } from './import-tally.js';
import type { RowReader } from './row-reader.js';

export interface LinesOfBatch {
  /** Those that may be written. */
  readonly rows: readonly ImportedRow[];
  readonly faults: readonly RowFault[];
  readonly count: number;
}

/** Reads the lines of a file part by part, and knows which numbers there were. */
export class ImportedLines {
  private readonly seen = new SeenNumbers();
  /** How many were read so far. */
  count = 0;

  constructor(private readonly reader: RowReader) {}

  read(part: readonly SheetRow[]): LinesOfBatch {
    const read = part.map((row) => this.withDoubles(this.reader.read(row)));
    this.count += part.length;
    return {
      rows: read.filter(({ faults }) => faults.length === 0),
      faults: read.flatMap(({ faults }) => faults),
      count: part.length,
    };
  }

  private withDoubles(row: ImportedRow): ImportedRow {
    const earlier = this.seen.add(row);
    if (earlier === undefined) return row;
    const detail = `Line ${earlier} of the file has this number already.`;
    return {
      ...row,
      faults: [
        ...row.faults,
        { line: row.line, column: this.reader.columnNamed('equipmentNumber'), code: numberTwice.code, detail },
      ],
    };
  }
}
