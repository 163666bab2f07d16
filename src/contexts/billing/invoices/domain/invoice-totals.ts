import { atField, mixedCurrencies, Money, refuse } from '#libs/kernel';
import { invoiceTooLarge } from './invoice.errors.js';

export interface NewInvoiceLine {
  readonly description: string;
  readonly quantity: number;
  readonly unitPrice: Money;
}

/** As it is kept: amounts are text, in the currency of the invoice. */
export interface InvoiceLine {
  readonly description: string;
  readonly quantity: number;
  readonly unitPrice: string;
  readonly amount: string;
}

export interface InvoiceTotals {
  readonly currency: string;
  readonly lines: InvoiceLine[];
  /** Before tax. */
  readonly amount: string;
  readonly tax: string;
  readonly total: string;
}

const LARGEST = 9_999_999_999n;

/**
 * Tax is worked out once, on the sum: so amount and tax always add up to the total, and no line hides a rounding.
 * @param taxRate per cent with at most two decimals, such as "19.00"
 * @throws DomainError 422 `money.currency_mismatch`, `invoice.too_large`
 */
export function totalsOf(lines: readonly NewInvoiceLine[], taxRate: string): InvoiceTotals {
  const { currency } = lines[0]!.unitPrice;
  lines.forEach(({ unitPrice }, index) => {
    if (unitPrice.currency !== currency) throw refuse(atField(mixedCurrencies, `/lines/${index}/unitPrice`));
  });
  const amounts = lines.map(({ unitPrice, quantity }) => unitPrice.times(quantity));
  const amount = amounts.reduce((sum, each) => sum.plus(each), Money.zero(currency));
  const tax = amount.part(basisPoints(taxRate));
  const total = amount.plus(tax);
  if (BigInt(total.amount.replace('.', '')) > LARGEST) throw refuse(invoiceTooLarge);
  return {
    currency,
    lines: lines.map(({ description, quantity, unitPrice }, index) => ({
      description,
      quantity,
      unitPrice: unitPrice.amount,
      amount: amounts[index]!.amount,
    })),
    amount: amount.amount,
    tax: tax.amount,
    total: total.amount,
  };
}

/** "7.5" → 750, without a float. */
function basisPoints(percent: string): number {
  const [whole = '0', fraction = ''] = percent.split('.');
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
}
