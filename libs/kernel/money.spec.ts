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

  it.each(['', '1.234', '1,2', 'x', '1e3', '--1'])('refuses %p as an amount', (text) => {
    expect(() => Money.of(text, 'EUR')).toThrow(/not an amount/);
  });

  it('refuses unknown currencies and sums across currencies', () => {
    expect(() => Money.of('1', 'euro')).toThrow(/ISO 4217/);
    expect(() => Money.of('1', 'EUR').plus(Money.of('1', 'USD'))).toThrow(/cannot be added/);
  });

  it('is written as the API writes money', () => {
    expect(JSON.stringify(Money.of('-0.5', 'USD'))).toBe('{"amount":"-0.50","currency":"USD"}');
  });
});
