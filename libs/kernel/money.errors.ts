import { defineRefusal } from './refusal.js';

export const invalidAmount = defineRefusal({
  code: 'money.invalid_amount',
  kind: 'invalid',
  detail: 'The amount is no number with at most two decimals.',
  remedy: 'Send the amount as decimal text, such as "12.34".',
});

export const invalidCurrency = defineRefusal({
  code: 'money.invalid_currency',
  kind: 'invalid',
  detail: 'The currency is no three-letter ISO 4217 code.',
  remedy: 'Send three capital letters, such as USD.',
});

export const tooPrecise = defineRefusal({
  code: 'money.too_precise',
  kind: 'invalid',
  detail: 'The amount has more decimals than its currency.',
  remedy: 'Round the amount to the decimals of the currency.',
});

export const mixedCurrencies = defineRefusal({
  code: 'money.currency_mismatch',
  kind: 'invalid',
  detail: 'Amounts of different currencies cannot be added.',
  remedy: 'Send all amounts that belong together in one currency.',
});
