import fc from 'fast-check';
import { Money } from '#libs/kernel';
import { labourCost } from './labour-cost.js';

const cents = (amount: string) => Number(amount.replace('.', ''));
const rate = (cent: number, currency = 'EUR') => Money.of((cent / 100).toFixed(2), currency);

describe('what the minutes of a visit cost', () => {
  it.each([
    [90, '60.00', '90.00'],
    [1, '60.00', '1.00'],
    [1, '0.29', '0.00'],
    [1, '0.30', '0.01'],
    [50, '45.50', '37.92'],
    [0, '99.99', '0.00'],
    [1440, '99999999.99', '2399999999.76'],
  ])('%i minutes at %s an hour are %s', (minutes, hourly, cost) => {
    expect(labourCost(minutes, Money.of(hourly, 'EUR')).amount).toBe(cost);
  });

  it('is rounded half up to whole units where the currency has no cents', () => {
    expect(labourCost(10, Money.of('1000', 'JPY'))).toEqual(Money.of('167', 'JPY'));
    expect(labourCost(30, Money.of('1', 'JPY'))).toEqual(Money.of('1', 'JPY'));
  });

  it('differs from the exact cost by half a cent at most, and an hour costs the rate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_440 }), fc.integer({ min: 0, max: 10_000_000 }), (minutes, hourly) => {
        // twice sixty times the difference, in whole numbers
        const difference = 120 * cents(labourCost(minutes, rate(hourly)).amount) - 2 * minutes * hourly;
        expect(Math.abs(difference)).toBeLessThanOrEqual(60);
        expect(difference).not.toBe(-60);
        expect(labourCost(60, rate(hourly))).toEqual(rate(hourly));
      }),
    );
  });
});
