import { Money } from '#libs/kernel';
import { moneyOfStripe, stripeAmount } from './stripe-amount.js';

it.each([
  ['19.90', 'USD', 1_990],
  ['0.07', 'EUR', 7],
  ['500.00', 'JPY', 500],
  ['5.25', 'KWD', 5_250],
  ['700.00', 'ISK', 70_000],
  ['9.00', 'UGX', 900],
  ['12.00', 'MGA', 12],
  ['0.00', 'EUR', 0],
  ['99999999.99', 'EUR', 9_999_999_999],
])('%s %s are %d as Stripe counts them', (amount, currency, count) => {
  const money = Money.of(amount, currency);
  expect(stripeAmount(money)).toBe(count);
  expect(moneyOfStripe(count, currency.toLowerCase()).toJSON()).toEqual(money.toJSON());
});
