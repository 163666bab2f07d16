import { needsApproval } from './approval.js';

const eur = (amount: string) => ({ amount, currency: 'EUR' });

it.each([
  [eur('1000.00'), null, false],
  [eur('999.99'), eur('1000.00'), false],
  [eur('1000.00'), eur('1000.00'), false],
  [eur('1000.01'), eur('1000.00'), true],
  [eur('99999999.99'), eur('0.00'), true],
  [eur('0.00'), eur('0.00'), false],
  [eur('1.00'), { amount: '1000.00', currency: 'USD' }, true],
])('%j under the limit %j: %s', (total, limit, expected) => {
  expect(needsApproval(total, limit)).toBe(expected);
});
