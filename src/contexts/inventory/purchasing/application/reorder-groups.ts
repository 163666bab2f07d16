import { Money, uuidv7 } from '#libs/kernel';
import { MAX_LINES, MAX_TOTAL } from '../domain/purchase-limits.js';
import type { NewLine } from './order-lines.js';
import type { Suggestion } from './reorder.queries.js';

export const skipReasons = ['no_supplier', 'supplier_inactive', 'no_price', 'too_large'] as const;
export type SkipReason = (typeof skipReasons)[number];

export interface SkippedPart {
  readonly partId: string;
  readonly partNumber: string;
  readonly reason: SkipReason;
}

/** What is to be ordered from one supplier, in one currency. */
export interface OrderToMake {
  readonly supplier: { readonly id: string; readonly name: string; readonly contact: string | null };
  readonly leadDays: number | null;
  readonly currency: string;
  readonly lines: readonly NewLine[];
}

type Priced = Suggestion & { readonly supplierId: string; readonly supplierName: string; readonly unitPrice: string };

/** Orders by supplier and currency, each within the limits of an order; and the parts that cannot be ordered, with the reason. */
export function ordersToMake(suggestions: readonly Suggestion[]): { orders: OrderToMake[]; skipped: SkippedPart[] } {
  const wanted = suggestions.filter(({ suggestedQuantity }) => suggestedQuantity > 0);
  const skipped = wanted.flatMap((part) => {
    const reason = reasonToSkip(part);
    return reason ? [{ partId: part.partId, partNumber: part.partNumber, reason }] : [];
  });
  const buyable = wanted.filter((part) => reasonToSkip(part) === undefined) as Priced[];
  const groups = Map.groupBy(buyable, ({ supplierId, currency }) => `${supplierId} ${currency}`);
  return { orders: [...groups.values()].flatMap((parts) => withinLimits(parts).map(orderOf)), skipped };
}

function reasonToSkip(part: Suggestion): SkipReason | undefined {
  if (part.supplierId === null) return 'no_supplier';
  if (!part.supplierIsActive) return 'supplier_inactive';
  if (part.unitPrice === null) return 'no_price';
  return isAbove(costOf(part as Priced)) ? 'too_large' : undefined;
}

const costOf = ({ unitPrice, suggestedQuantity, currency }: Priced): Money =>
  Money.of(unitPrice, currency).times(suggestedQuantity);

// decimals of the limit, which not every currency has, do not matter here
const isAbove = (cost: Money): boolean =>
  Money.of(MAX_TOTAL, 'USD').minus(Money.of(cost.amount, 'USD')).amount.startsWith('-');

/** In their order, as many as fit on an order. */
function withinLimits(parts: readonly Priced[]): Priced[][] {
  const orders: Priced[][] = [];
  let total = Money.zero(parts[0]!.currency);
  for (const part of parts) {
    const current = orders.at(-1);
    total = total.plus(costOf(part));
    if (current && current.length < MAX_LINES && !isAbove(total)) current.push(part);
    else {
      orders.push([part]);
      total = costOf(part);
    }
  }
  return orders;
}

function orderOf(parts: readonly Priced[]): OrderToMake {
  const { supplierId: id, supplierName: name, contact, leadDays, currency } = parts[0]!;
  const lines = parts.map(({ partId, suggestedQuantity: quantity, unitPrice }, index) => ({
    ...{ id: uuidv7(), partId, lineNumber: index + 1, quantity, unitPrice, notes: null },
  }));
  return { supplier: { id, name, contact }, leadDays, currency, lines };
}
