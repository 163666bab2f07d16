import fc from 'fast-check';
import { Money } from './money.js';

const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
const euros = (n: number) => Money.of((n / 100).toFixed(2), 'EUR');

describe('Money', () => {
  it('adds, subtracts and multiplies without drift', () => {
    fc.assert(
      fc.property(cents, cents, fc.integer({ min: 0, max: 1000 }), (a, b, n) => {
        expect(euros(a).plus(euros(b)).amount).toBe(euros(a + b).amount);
        expect(
          euros(a)
            .minus(euros(b))
            .equals(euros(a - b)),
        ).toBe(true);
        expect(euros(a).times(n).plus(Money.zero('EUR')).amount).toBe(
          ((a * n) / 100).toFixed(2).replace(/^-0\.00$/, '0.00'),
        );
      }),
    );
  });

  it('takes the nearest part, and never half a unit more or less', () => {
    fc.assert(
      fc.property(cents, fc.integer({ min: 0, max: 10_000 }), (a, points) => {
        const part = BigInt(euros(a).part(points).amount.replace('.', ''));
        const difference = part * 10_000n - BigInt(a) * BigInt(points);
        expect(difference <= 5_000n && difference >= -5_000n).toBe(true);
      }),
    );
  });

  it.each([
    ['0.50', 'EUR', 100, '0.01'],
    ['0.49', 'EUR', 100, '0.00'],
    ['-0.50', 'EUR', 100, '-0.01'],
    ['99999999.99', 'EUR', 1_900, '19000000.00'],
    ['1005', 'JPY', 1_000, '101.00'],
    ['1004', 'JPY', 1_000, '100.00'],
  ])('rounds a part of %s %s in whole units, halves away from zero', (amount, currency, points, part) => {
    expect(Money.of(amount, currency).part(points).amount).toBe(part);
  });

  it.each(['', '1.234', '1,2', 'x', '1e3', '--1'])('refuses %p as an amount', (text) => {
    expect(() => Money.of(text, 'EUR')).toThrow(/not an amount/);
  });

  it.each([
    ['12.5', 'JPY'],
    ['0.01', 'KRW'],
    ['1.10', 'CLP'],
    ['3.01', 'ISK'],
  ])('refuses %s %s: the currency has no decimals', (amount, currency) => {
    expect(() => Money.of(amount, currency)).toThrow(`${currency} has no decimals`);
  });

  it.each([
    ['1200', 'JPY', '1200.00'],
    ['1200.00', 'JPY', '1200.00'],
    ['0.25', 'KWD', '0.25'],
    ['7.5', 'HUF', '7.50'],
    ['7.51', 'IQD', '7.51'],
  ])('takes %s %s', (amount, currency, written) => {
    expect(Money.of(amount, currency).amount).toBe(written);
  });

  it('refuses unknown currencies and sums across currencies', () => {
    expect(() => Money.of('1', 'euro')).toThrow(/ISO 4217/);
    expect(() => Money.of('1', 'EUR').plus(Money.of('1', 'USD'))).toThrow(/cannot be added/);
  });

  it('is written as the API writes money', () => {
    expect(JSON.stringify(Money.of('-0.5', 'USD'))).toBe('{"amount":"-0.50","currency":"USD"}');
  });
});
