import { csvLine, withoutApostrophe } from './csv-text.js';

const written = (text: string) => csvLine([text]).slice(1, -3).replaceAll('""', '"');

it.each(['=1+1', '+49 40 1', '-5', '@SUM(A1)', '\tx', '\rx', '＝1', "'=1", "''@x"])(
  '%j begins with an apostrophe, and without it is what it was',
  (text) => {
    expect(written(text)).toBe(`'${text}`);
    expect(withoutApostrophe(written(text))).toBe(text);
  },
);

it.each(["'t Hoog", "O'Neill", 'a=b', '', '"'])('%j is written as it is, and read as it is', (text) => {
  expect(written(text)).toBe(text);
  expect(withoutApostrophe(text)).toBe(text);
});

it('numbers stay numbers, and nothing is an empty cell', () => {
  expect(csvLine([-5, true, null, 'a"b'])).toBe('"-5","true","","a""b"\r\n');
});
