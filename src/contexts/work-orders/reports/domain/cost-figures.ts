import { sumOf } from './figures.js';

/** In hundredths of the currency. */
export interface CostSums {
  readonly currency: string | null;
  readonly orders: number;
  readonly labour: number;
  readonly parts: number;
  readonly other: number;
  readonly unpriced: number;
}

interface Amount {
  readonly amount: string;
  readonly currency: string;
}

export interface CurrencyCosts {
  readonly currency: string;
  readonly labourCost: Amount;
  readonly partsCost: Amount;
  readonly otherCost: Amount;
  readonly totalCost: Amount;
}

export interface CostFigures {
  readonly workOrders: number;
  readonly minutesWithoutRate: number;
  /** By currency, in their order; null for those who may not see costs. */
  readonly totals: readonly CurrencyCosts[] | null;
}

/** Amounts of different currencies are never added. */
export function costFigures(sums: readonly CostSums[], canSee: boolean): CostFigures {
  return {
    workOrders: sumOf(sums, 'orders'),
    minutesWithoutRate: sumOf(sums, 'unpriced'),
    totals: canSee ? totalsOf(sums) : null,
  };
}

function totalsOf(sums: readonly CostSums[]): CurrencyCosts[] {
  const byCurrency = Map.groupBy(sums, ({ currency }) => currency ?? '');
  const currencies = [...byCurrency.keys()].filter((currency) => currency !== '').sort();
  return currencies.map((currency) => costsIn(currency, byCurrency.get(currency)!));
}

function costsIn(currency: string, sums: readonly CostSums[]): CurrencyCosts {
  const [labour, parts, other] = [sumOf(sums, 'labour'), sumOf(sums, 'parts'), sumOf(sums, 'other')];
  const amountOf = (hundredths: number) => ({ amount: (hundredths / 100).toFixed(2), currency });
  return {
    currency,
    labourCost: amountOf(labour),
    partsCost: amountOf(parts),
    otherCost: amountOf(other),
    totalCost: amountOf(labour + parts + other),
  };
}
