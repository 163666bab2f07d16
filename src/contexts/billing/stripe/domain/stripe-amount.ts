import { Money } from '#libs/kernel';

// https://docs.stripe.com/currencies: what Stripe counts in whole units, and in thousandths; all else, ISK and UGX too, in hundredths
const whole = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
const thousandths = new Set('BHD JOD KWD OMR TND'.split(' '));

/** In the smallest unit as Stripe counts it: 19.90 USD are 1990, 500 JPY are 500. */
export function stripeAmount({ amount, currency }: Money): number {
  const hundredths = BigInt(amount.replace('.', ''));
  if (whole.has(currency)) return Number(hundredths / 100n);
  return Number(thousandths.has(currency) ? hundredths * 10n : hundredths);
}

/** The opposite of {@link stripeAmount}. @param currency as Stripe writes it, or in capitals */
export function moneyOfStripe(count: number, currency: string): Money {
  const code = currency.toUpperCase();
  const exact = BigInt(count);
  // where Stripe counts thousandths it charges whole hundredths
  const hundredths = whole.has(code) ? exact * 100n : thousandths.has(code) ? exact / 10n : exact;
  const digits = (hundredths < 0n ? -hundredths : hundredths).toString().padStart(3, '0');
  return Money.of(`${hundredths < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`, code);
}
