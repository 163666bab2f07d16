import fc from 'fast-check';
import { exportHead, exportText } from './export-format.js';

const csv = (text: string) => exportText('csv', ['a'], [{ a: text }]);

/** As programs read it: quotes around each cell, doubled within. */
const cellOf = (line: string) => line.slice(1, -3).replaceAll('""', '"');

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '=cmd|" /C calc"!A0', '-2+3+cmd|x'])(
  'a cell that begins as a formula is text: %j',
  (text) => expect(csv(text).startsWith(`"'`)).toBe(true),
);

it('whatever a cell says is read as it was, with a mark where it would be a formula', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const read = cellOf(csv(text));
      expect([text, `'${text}`]).toContain(read);
      expect(read).not.toMatch(/^[=+\-@\t\r\n]/);
    }),
  );
});

it('a line of CSV has all columns in their order, one of NDJSON is the object', () => {
  const row = { a: 'x "y"', b: null, c: { after: { n: 1 } } };
  expect(exportHead('csv', ['a', 'b', 'c'])).toBe('"a","b","c"\r\n');
  expect(exportText('csv', ['a', 'b', 'c'], [row])).toBe(`"x ""y""","","{""after"":{""n"":1}}"\r\n`);
  expect(exportHead('ndjson', ['a'])).toBe('');
  expect(exportText('ndjson', [], [row, row])).toBe(`${JSON.stringify(row)}\n${JSON.stringify(row)}\n`);
});
