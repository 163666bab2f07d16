import { atField, refuse, type Money } from '#libs/kernel';
import { mixedCurrencies } from './equipment.errors.js';

/** Absent values stay, null deletes. */
export interface Costs {
  readonly purchaseCost?: Money | null | undefined;
  readonly annualMaintenanceCost?: Money | null | undefined;
}

export interface PricedColumns {
  purchaseCost?: string | null;
  annualMaintenanceCost?: string | null;
  currency?: string;
}

const defaultCurrency = 'USD';

/**
 * The columns after a change of costs, which share one currency.
 * @throws DomainError `equipment.mixed_currencies`
 */
export function costsOf(current: Readonly<PricedColumns>, given: Costs): PricedColumns {
  const purchaseCost = amountOf(current.purchaseCost, given.purchaseCost);
  const annualMaintenanceCost = amountOf(current.annualMaintenanceCost, given.annualMaintenanceCost);
  const kept = keepsAny(current, given) ? current.currency : undefined;
  const currencies = new Set(
    [given.purchaseCost?.currency, given.annualMaintenanceCost?.currency, kept].filter((name) => name !== undefined),
  );
  if (currencies.size > 1)
    throw refuse(
      atField(mixedCurrencies, `/${given.annualMaintenanceCost ? 'annualMaintenanceCost' : 'purchaseCost'}/currency`),
    );
  const [currency = current.currency ?? defaultCurrency] = currencies;
  return { purchaseCost, annualMaintenanceCost, currency };
}

function amountOf(current: string | null | undefined, given: Money | null | undefined): string | null {
  return given === undefined ? (current ?? null) : (given?.amount ?? null);
}

function keepsAny(current: Readonly<PricedColumns>, given: Costs): boolean {
  const keepsPurchase = given.purchaseCost === undefined && !!current.purchaseCost;
  return keepsPurchase || (given.annualMaintenanceCost === undefined && !!current.annualMaintenanceCost);
}
