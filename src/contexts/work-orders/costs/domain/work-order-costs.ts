import { Money } from '#libs/kernel';
import { labourCost } from './labour-cost.js';

/** A visit that has ended, with the rate of its technician; null where there was none. */
export interface PricedVisit {
  readonly minutes: number;
  readonly hourlyRate: Money | null;
}

/** What is spent in one currency: amounts of different ones are never added. */
export interface CurrencyTotal {
  readonly currency: string;
  readonly labourCost: Money;
  readonly partsCost: Money;
  readonly otherCost: Money;
  readonly totalCost: Money;
}

export interface Spent {
  readonly labour: readonly Money[];
  readonly parts: readonly Money[];
  readonly other: readonly Money[];
}

/** Sums by currency, in their order. */
export function totalsOf({ labour, parts, other }: Spent): CurrencyTotal[] {
  const all = [...labour, ...parts, ...other];
  const currencies = [...new Set(all.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => ({
    currency,
    labourCost: sumOf(labour, currency),
    partsCost: sumOf(parts, currency),
    otherCost: sumOf(other, currency),
    totalCost: sumOf(all, currency),
  }));
}

export function labourOf(visits: readonly PricedVisit[]): Money[] {
  return visits.flatMap(({ minutes, hourlyRate }) => (hourlyRate ? [labourCost(minutes, hourlyRate)] : []));
}

export function minutesIn(visits: readonly PricedVisit[]): number {
  return visits.reduce((sum, { minutes }) => sum + minutes, 0);
}

function sumOf(amounts: readonly Money[], currency: string): Money {
  const those = amounts.filter((amount) => amount.currency === currency);
  return those.reduce((sum, amount) => sum.plus(amount), Money.zero(currency));
}
