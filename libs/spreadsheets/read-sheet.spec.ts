import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workbookFile, workbookOf } from '../../test/support/workbook-file.js';
import { readSheet } from './index.js';

const folder = mkdtempSync(join(tmpdir(), 'fieldpilot-sheets-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function read(content: string | Buffer, isWorkbook = false) {
  const path = join(folder, 'sheet');
  writeFileSync(path, content);
  const sheet = await readSheet(path, isWorkbook);
  const rows = [];
  for await (const { line, cells } of sheet.rows()) rows.push([line, ...cells]);
  return { ...sheet, rows };
}

const refusalOf = (content: string | Buffer, isWorkbook = false) =>
  read(content, isWorkbook).then(
    () => 'read',
    (error: { code?: string }) => error.code,
  );

describe('a CSV file', () => {
  const text = 'number;name\r\nL-1;Lift für Gäste\r\n';
  const marked = `\ufeff${text}`;
  it.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(marked)],
    ['utf-16le', Buffer.from(marked, 'utf16le')],
    ['utf-16le', Buffer.from(text, 'utf16le')],
    ['utf-16be', Buffer.from(marked, 'utf16le').swap16()],
    ['utf-16be', Buffer.from(text, 'utf16le').swap16()],
    ['windows-1252', Buffer.from(text, 'latin1')],
  ])('in %s is read as that (%#)', async (encoding, bytes) => {
    const { columns, rows, separator, ...sheet } = await read(bytes);
    expect({ columns, rows, separator, encoding: sheet.encoding }).toEqual({
      ...{ columns: ['number', 'name'], rows: [[2, 'L-1', 'Lift für Gäste']] },
      ...{ separator: ';', encoding },
    });
  });

  it.each([',', ';', '\t'])('has the separator that its first line has most often: %j', async (separator) => {
    const { columns } = await read(`"a,b;c\td;e;f,g"${separator}x${separator}y\n`);
    expect(columns).toEqual(['a,b;c\td;e;f,g', 'x', 'y']);
  });

  it('names the line in which a row begins, whatever stands before it', async () => {
    const { rows } = await read('a,b\n\n1,"two\nlines"\n,\n\n2,"x ""y"""\n3\n');
    expect(rows).toEqual([
      [3, '1', 'two\nlines'],
      [7, '2', 'x "y"'],
      [8, '3'],
    ]);
  });

  it('that is damaged, empty or far too wide is refused', async () => {
    expect(await refusalOf('a,b\n1,"x\n2,y\n')).toBe('sheet.unreadable');
    expect(await refusalOf('a,b\n1,"x"y\n')).toBe('sheet.unreadable');
    for (const empty of ['', '\n\n', '\ufeff', ' , \n']) expect(await refusalOf(empty)).toBe('sheet.empty');
    expect(await refusalOf(`${'c,'.repeat(10_000)}\n`)).toBe('sheet.too_wide');
    expect(await refusalOf(`a,b\n${',x'.repeat(10_000)}\n`)).toBe('sheet.too_wide');
    expect(await refusalOf(`a,b\n"${'x'.repeat(3_000_000)}"\n`)).toBe('sheet.unreadable');
  });
});

describe('a workbook', () => {
  it('has texts, numbers, truths and dates of its first sheet', async () => {
    const at = new Date('2026-12-31T13:45:00Z');
    const { columns, rows, encoding } = await read(
      workbookFile([['number', 'a & b'], ['L-1', 1.5], [], [null, true], [new Date('2024-02-29'), at]]),
      true,
    );
    expect({ columns, rows, encoding }).toEqual({
      columns: ['number', 'a & b'],
      rows: [
        [2, 'L-1', 1.5],
        [4, '', true],
        [5, '2024-02-29', '2026-12-31T13:45:00'],
      ],
      encoding: null,
    });
  });

  it('that is none, is damaged, or would fill the memory is refused before it does', async () => {
    const whole = workbookFile([['number'], ['L-1']]);
    expect(await refusalOf('no zip', true)).toBe('sheet.unreadable');
    expect(await refusalOf(whole.subarray(0, whole.length - 30), true)).toBe('sheet.unreadable');
    expect(await refusalOf(workbookOf('<worksheet><row>'), true)).toBe('sheet.empty');
    expect(await refusalOf(workbookOf('<worksheet></row>'), true)).toBe('sheet.unreadable');
    expect(await refusalOf(workbookOf(' '.repeat(50_000_000)), true)).toBe('sheet.too_large');
    expect(await refusalOf(workbookOf(`<x/>`, ' '.repeat(50_000_000)), true)).toBe('sheet.too_large');
    const entities =
      '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><row><c t="str"><v>&b;</v></c></row></worksheet>';
    expect(await refusalOf(workbookOf(entities), true)).toBe('sheet.unreadable');
    expect(await refusalOf(workbookFile([Array.from({ length: 10_000 }, (_, n) => `c${n}`)]), true)).toBe(
      'sheet.too_wide',
    );
  });

  it('that says less than it unpacks to is refused as well', async () => {
    const bomb = workbookOf(`<worksheet>${' '.repeat(900_000)}</worksheet>`);
    // the size in the directory and in front of the entry
    const size = Buffer.alloc(4);
    size.writeUInt32LE(900_000 + '<worksheet></worksheet>'.length);
    for (let at = bomb.indexOf(size); at >= 0; at = bomb.indexOf(size, at + 1)) bomb.writeUInt32LE(1_000, at);
    expect(await refusalOf(bomb, true)).toBe('sheet.unreadable');
  });
});
