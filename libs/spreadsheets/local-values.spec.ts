import { localValues } from './local-values.js';

it.each([
  ['de-DE', '1.234,50', '1234.50'],
  ['de-DE', '12,5', '12.5'],
  ['de-DE', '1.5', '1.5'],
  ['de-CH', "1'234.5", '1234.5'],
  ['fr-FR', '1 234,5', '1234.5'],
  ['fr-FR', '1\u202f234,5', '1234.5'],
  ['en-US', '1,234.5', '1234.5'],
  ['en-US', '1,5', '1,5'],
  ['en-US', '-7', '-7'],
  ['de-DE', '1,2,3', '1,2,3'],
  ['ar-EG', '12.5', '12.5'],
  ['de-DE', 'zwölf', 'zwölf'],
  [undefined, '1,234.5', '1,234.5'],
])('in %s the number %s is %s', (locale, text, number) => {
  expect(localValues(locale).number(text)).toBe(number);
});

it.each([
  ['de-DE', '31.12.2026', '2026-12-31'],
  ['de-DE', '1. 2. 2026', '2026-02-01'],
  ['en-US', '12/31/2026', '2026-12-31'],
  ['en-GB', '03/04/2026', '2026-04-03'],
  ['sv-SE', '2026-1-2', '2026-01-02'],
  ['ja-JP', '2026/12/31', '2026-12-31'],
  ['th-TH', '31/12/2026', '2026-12-31'],
  ['de-DE', '2026-12-31', '2026-12-31'],
  ['de-DE', '31.12.26', '31.12.26'],
  [undefined, '31.12.2026', '31.12.2026'],
])('in %s the date %s is %s', (locale, text, date) => {
  expect(localValues(locale).date(text)).toBe(date);
});
