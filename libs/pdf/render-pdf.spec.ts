import { readPdf } from '../../test/support/pdf-text.js';
import { sheetMoney, sheetDates } from './formats.js';
import { renderPdf } from './render-pdf.js';
import type { Sheet } from './sheet.js';

const sheet = (of: Partial<Sheet> = {}): Sheet => ({
  title: 'Order 7',
  language: 'en',
  issuer: { name: 'Northlift Aufzüge GmbH', color: '#aa3300' },
  madeAt: new Date('2026-11-28T12:00:00Z'),
  facts: [],
  blocks: [],
  ...of,
});

const columns = [
  { label: 'Part', width: 3 },
  { label: 'Quantity', width: 1, align: 'right' as const },
];

it('says what it is to readers, on each page', async () => {
  const { title, language, pages } = await readPdf(await renderPdf(sheet({ language: 'de' })));
  expect([title, language]).toEqual(['Order 7', 'de']);
  expect(pages[0]).toContain('Northlift Aufzüge GmbH · Order 7 · Seite 1 von 1');
});

it('prints the letters of many languages, and no control characters', async () => {
  const words = ['Łódź Ærø Ðàng', 'Φρένα', 'Тормоз', 'a\u0000b\u001Bc'];
  const facts = words.map((word) => ['Name', word] as const);
  const [page] = (await readPdf(await renderPdf(sheet({ facts: [...facts, ['Nothing', null]] })))).pages;
  for (const word of ['Łódź Ærø Ðàng', 'Φρένα', 'Тормоз', 'a b c']) expect(page).toContain(word);
  expect(page).not.toContain('Nothing');
});

it('goes on with the table on the next page, below its head, and loses no row', async () => {
  const rows = Array.from({ length: 200 }, (_, index) => [`Part number ${index}`, String(index)]);
  const table = { kind: 'table' as const, columns, rows, totals: [['Total', '€12.00']] as const };
  const { pages } = await readPdf(await renderPdf(sheet({ blocks: [table] })));
  expect(pages.length).toBeGreaterThan(2);
  for (const page of pages) expect(page).toMatch(/Part +Quantity/);
  for (const [name] of rows) expect(pages.filter((page) => new RegExp(`${name}\\b`).test(page))).toHaveLength(1);
  expect(pages.at(-1)).toMatch(/Total +€12\.00/);
});

it('keeps a row that would fill pages to one', async () => {
  const rows = [
    ['word '.repeat(5_000), '1'],
    ['last', '2'],
  ];
  const { pages } = await readPdf(await renderPdf(sheet({ blocks: [{ kind: 'table', columns, rows, totals: [] }] })));
  expect(pages.length).toBeLessThanOrEqual(2);
  expect(pages.join(' ')).toContain('last');
});

it('gives the same bytes for the same content', async () => {
  expect((await renderPdf(sheet())).equals(await renderPdf(sheet()))).toBe(true);
});

it('writes amounts exactly, and days as people of the language do', () => {
  expect(sheetMoney('de-DE')({ amount: '12345678901234567.89', currency: 'EUR' })).toBe(
    '12.345.678.901.234.567,89\u00A0€',
  );
  const { day, dayOf } = sheetDates('en-GB', 'Pacific/Auckland');
  expect([day('2026-11-28'), dayOf('2026-11-28T12:00:00Z'), day(null)]).toEqual([
    '28 November 2026',
    '29 November 2026',
    null,
  ]);
});
