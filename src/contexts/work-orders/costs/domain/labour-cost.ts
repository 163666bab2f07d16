import { Money, wholeCurrencies } from '#libs/kernel';

const MINUTES_PER_HOUR = 60n;

/**
 * What the minutes of one visit cost: minutes × rate ÷ 60, rounded half up to the cent, or to whole units where the currency has no
 * cents. Visits are rounded one by one, so that the amounts of a work order add up to its total.
 */
export function labourCost(minutes: number, hourlyRate: Money): Money {
  const isWhole = wholeCurrencies.includes(hourlyRate.currency);
  const unit = isWhole ? 100n : 1n;
  const cents = BigInt(minutes) * BigInt(hourlyRate.amount.replace('.', ''));
  const units = roundedHalfUp(cents, MINUTES_PER_HOUR * unit) * unit;
  return Money.of(decimal(units), hourlyRate.currency);
}

function roundedHalfUp(amount: bigint, by: bigint): bigint {
  return (2n * amount + by) / (2n * by);
}

function decimal(cents: bigint): string {
  const digits = cents.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
