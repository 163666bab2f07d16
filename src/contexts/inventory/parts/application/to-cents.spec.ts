import { toCents } from './to-cents.js';

it.each([
  ['14.8000', '14.80'],
  ['1.0050', '1.01'],
  ['1.0049', '1.00'],
  ['0.9950', '1.00'],
  ['0.0049', '0.00'],
  ['99999999.9949', '99999999.99'],
  ['7', '7.00'],
])('%s is %s', (exact, rounded) => {
  expect(toCents(exact)).toBe(rounded);
});
