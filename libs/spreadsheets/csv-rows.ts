import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { CsvError, parse, type Info } from 'csv-parse';
import { refuse } from '#libs/kernel';
import { sheetUnreadable } from './sheet.errors.js';
import { assertWidth, type SheetRow } from './sheet-row.js';
import { encodingOf, type TextEncoding } from './text-encoding.js';

const separators = [',', ';', '\t'] as const;
const MAX_RECORD = 1_000_000;

export interface CsvForm {
  readonly encoding: TextEncoding;
  readonly separator: string;
}

export async function csvFormOf(path: string): Promise<CsvForm> {
  const encoding = await encodingOf(path);
  let head = '';
  for await (const text of decoded(path, encoding)) {
    head += text;
    if (/[\r\n]/.test(withoutQuoted(head)) || head.length > MAX_RECORD) break;
  }
  return { encoding, separator: separatorOf(head) };
}

/** Lines without any cell are left out. @throws DomainError `sheet.unreadable`, `sheet.too_wide` */
export async function* csvRows(path: string, { encoding, separator }: CsvForm): AsyncGenerator<SheetRow> {
  const parser = parse({
    delimiter: separator,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD,
    info: true,
  });
  const source = Readable.from(decoded(path, encoding));
  source.on('error', (error) => parser.destroy(error)).pipe(parser);
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      assertWidth(record.length);
      if (record.some((cell) => cell.trim() !== '')) yield { line: info.lines - breaksIn(record), cells: record };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw refuse(sheetUnreadable, { detail: `The file cannot be read as a table: ${error.message}.` });
  } finally {
    source.destroy();
  }
}

/** Without the byte order mark. */
async function* decoded(path: string, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path)) yield decoder.decode(chunk as Buffer, { stream: true });
  yield decoder.decode();
}

const withoutQuoted = (text: string): string => text.replace(/"[^"]*("|$)/g, '');

/** The one that the first line has most often. */
function separatorOf(head: string): string {
  const [line = ''] = withoutQuoted(head).split(/[\r\n]/);
  const counts = separators.map((separator) => line.split(separator).length);
  return separators[counts.indexOf(Math.max(...counts))]!;
}

function breaksIn(record: readonly string[]): number {
  return record.reduce(
    (count, cell) => count + (cell.includes('\n') || cell.includes('\r') ? cell.split(/\r\n|\r|\n/).length - 1 : 0),
    0,
  );
}
