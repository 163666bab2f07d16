import { atField, invalidFields, Money, refuse, uuidv7, type FieldError } from '#libs/kernel';
import { unknownPart } from '../../inventory.refusals.js';
import { otherCurrency } from '../../parts/domain/part.errors.js';
import { inactivePart } from '../../stock/domain/stock.errors.js';
import { MAX_TOTAL } from '../domain/purchase-limits.js';
import { orderTooLarge } from '../domain/purchase-order.errors.js';
import type { PartToOrder } from './order-facts.queries.js';

export interface LineRequest {
  readonly partId: string;
  readonly quantity: number;
  readonly unitPrice?: Money | null | undefined;
  readonly notes?: string | null | undefined;
}

export interface NewLine {
  readonly id: string;
  readonly partId: string;
  readonly lineNumber: number;
  readonly quantity: number;
  readonly unitPrice: string;
  readonly notes: string | null;
}

/**
 * The lines of an order with their prices: those that are given, else what the supplier asks, else the price of the part.
 * @throws DomainError 422 that names the field
 */
export function orderLines(wanted: readonly LineRequest[], parts: readonly PartToOrder[], currency: string): NewLine[] {
  const byId = new Map(parts.map((part) => [part.id, part]));
  const faults = doublesOf(wanted);
  if (faults.length > 0) throw invalidFields(faults);
  return wanted.map((line, index) => {
    const part = byId.get(line.partId.toLowerCase());
    assertOrderable(part, currency, `/lines/${index}`);
    const unitPrice = priceOf(line, part, `/lines/${index}/unitPrice`, currency);
    const { quantity, notes = null } = line;
    return { id: uuidv7(), partId: part.id, lineNumber: index + 1, quantity, unitPrice, notes };
  });
}

/** @throws DomainError `purchase_order.too_large` */
export function totalOf(lines: readonly NewLine[], currency: string): string {
  const costs = lines.map(({ unitPrice, quantity }) => Money.of(unitPrice, currency).times(quantity));
  const total = costs.reduce((sum, cost) => sum.plus(cost), Money.zero(currency));
  // the greatest amount has decimals, which not every currency has
  const limit = Money.of(MAX_TOTAL, 'USD').minus(Money.of(total.amount, 'USD'));
  if (limit.amount.startsWith('-')) throw refuse(orderTooLarge);
  return total.amount;
}

function assertOrderable(
  part: PartToOrder | undefined,
  currency: string,
  pointer: string,
): asserts part is PartToOrder {
  const at = `${pointer}/partId`;
  if (!part) throw refuse(atField(unknownPart, at));
  if (!part.isActive) throw refuse(atField(inactivePart, at));
  if (part.currency === currency) return;
  const detail = `The prices and costs of ${part.partNumber} are in ${part.currency}, and the order is in ${currency}.`;
  throw refuse(atField(otherCurrency, at), { detail });
}

function priceOf({ unitPrice }: LineRequest, part: PartToOrder, pointer: string, currency: string): string {
  if (unitPrice && unitPrice.currency !== currency)
    throw refuse(atField(otherCurrency, `${pointer}/currency`), { detail: `The order is in ${currency}.` });
  const price = unitPrice?.amount ?? part.price;
  const detail = `Neither the supplier nor ${part.partNumber} itself has a price: send one`;
  if (price === null) throw invalidFields([{ pointer, code: 'field.required', detail }]);
  return price;
}

function doublesOf(lines: readonly LineRequest[]): FieldError[] {
  const seen = new Set<string>();
  return lines.flatMap(({ partId }, index) => {
    const isDouble = seen.has(partId.toLowerCase());
    seen.add(partId.toLowerCase());
    const fault = {
      pointer: `/lines/${index}/partId`,
      code: 'field.duplicate_items',
      detail: 'is on the order already',
    };
    return isDouble ? [fault as FieldError] : [];
  });
}
