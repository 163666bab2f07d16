import fc from 'fast-check';
import { Money } from '#libs/kernel';
import { totalsOf } from './invoice-totals.js';

const cents = (text: string) => BigInt(text.replace('.', ''));
const text = (count: number) => `${Math.floor(count / 100)}.${String(count % 100).padStart(2, '0')}`;
const line = fc.record({
  description: fc.constant('Professional, a month'),
  quantity: fc.integer({ min: 1, max: 1_000 }),
  unitPrice: fc.integer({ min: 0, max: 100_000 }).map((count) => Money.of(text(count), 'EUR')),
});
const rate = fc.integer({ min: 0, max: 10_000 });

describe('the totals of an invoice', () => {
  it('add up to the cent, whatever the lines and the rate', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 50 }), rate, (lines, points) => {
        const totals = totalsOf(lines, text(points));
        const sum = lines.reduce((all, each) => all + cents(each.unitPrice.amount) * BigInt(each.quantity), 0n);
        expect(cents(totals.amount)).toBe(sum);
        expect(totals.lines.reduce((all, { amount }) => all + cents(amount), 0n)).toBe(sum);
        expect(cents(totals.total)).toBe(sum + cents(totals.tax));
        // to the nearest cent, halves up
        expect(cents(totals.tax)).toBe((sum * BigInt(points) + 5_000n) / 10_000n);
      }),
    );
  });

  it('do not depend on the order of the lines', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), rate, (lines, points) => {
        const { lines: _, ...totals } = totalsOf(lines, text(points));
        expect(totalsOf([...lines].reverse(), text(points))).toMatchObject(totals);
      }),
    );
  });

  it.each([
    ['0.10', 3, '19', '0.30', '0.06', '0.36'],
    ['33.33', 3, '7.5', '99.99', '7.50', '107.49'],
    ['0.01', 1, '50.00', '0.01', '0.01', '0.02'],
    ['0.00', 1, '19.00', '0.00', '0.00', '0.00'],
  ])('%s × %d at %s %% are %s + %s = %s', (price, quantity, percent, amount, tax, total) => {
    const unitPrice = Money.of(price, 'USD');
    expect(totalsOf([{ description: 'x', quantity, unitPrice }], percent)).toMatchObject({ amount, tax, total });
  });

  it('are of one currency, and no larger than the books hold', () => {
    const of = (amount: string, currency: string, quantity = 1) => ({
      description: 'x',
      quantity,
      unitPrice: Money.of(amount, currency),
    });
    expect(() => totalsOf([of('1.00', 'EUR'), of('1.00', 'USD')], '0')).toThrow('currencies');
    expect(totalsOf([of('99999999.99', 'EUR')], '0').total).toBe('99999999.99');
    expect(() => totalsOf([of('99999999.99', 'EUR')], '0.01')).toThrow('99,999,999.99');
    expect(() => totalsOf([of('1000000.00', 'EUR', 100)], '0')).toThrow('99,999,999.99');
  });
});
