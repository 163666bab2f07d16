import { Money } from '#libs/kernel';
import { canSeeCosts } from '#libs/request-context';
import type { partsOfWorkOrder } from './work-order-parts.queries.js';

type Row = (typeof partsOfWorkOrder)['row'];

/** Costs are null for callers who may not see them. */
export function workOrderPartsView({ workOrderId, parts }: Row) {
  return {
    workOrderId,
    costs: canSeeCosts() ? totals(parts) : null,
    parts: parts.map(({ cost, currency, ...part }) => ({
      ...part,
      cost: canSeeCosts() ? { amount: cost, currency } : null,
    })),
  };
}

export type WorkOrderPartsView = ReturnType<typeof workOrderPartsView>;

/** One amount for each currency. */
function totals(parts: Row['parts']) {
  return [...Map.groupBy(parts, ({ currency }) => currency)].map(([currency, those]) => {
    const { amount } = those.reduce((sum, { cost }) => sum.plus(Money.of(cost, currency)), Money.zero(currency));
    return { amount, currency };
  });
}
