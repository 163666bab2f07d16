import { atField, notFound, refuse, type DomainError } from '#libs/kernel';
import { inactiveLocation, insufficientStock, unknownLocation } from '../../inventory.refusals.js';
import { inactivePart } from '../../stock/domain/stock.errors.js';
import type { BookingFacts } from '../../stock/domain/booking-refusal.js';
import { isAllowed, type PurchaseOrderStatus } from './purchase-order-status.js';
import { invalidOrderTransition, moreThanReceived, notOnOrder, overReceipt } from './purchase-order.errors.js';

/** A line of the order as it is, read after a delivery was refused. */
export interface DeliveryFacts {
  readonly status: PurchaseOrderStatus;
  readonly partId: string;
  readonly partNumber: string;
  readonly partIsActive: boolean;
  readonly ordered: number;
  readonly received: number;
  /** Null when there is no such location. */
  readonly locationIsActive: boolean | null;
  /** How many lie at the location, without those that are set aside for work orders. */
  readonly available: number;
  readonly reserved: number;
  /** Where others lie. */
  readonly locations: BookingFacts['locations'];
}

/** What was wanted. Without a quantity: all that is outstanding. */
export interface Delivered {
  readonly command: 'receive' | 'return';
  readonly tolerancePercent: number;
  readonly parts: readonly { readonly partId: string; readonly quantity: number | null }[];
}

/** The reason for which nothing was booked; undefined when by now there is none. */
export function deliveryRefusal(wanted: Delivered, facts: readonly DeliveryFacts[]): DomainError | undefined {
  const [first] = facts;
  if (!first) return notFound();
  if (!isAllowed(wanted.command, first.status)) return invalidOrderTransition(first.status, wanted.command);
  if (first.locationIsActive === null) return refuse(unknownLocation);
  if (wanted.command === 'receive' && !first.locationIsActive) return refuse(inactiveLocation);
  const byPart = new Map(facts.map((line) => [line.partId, line]));
  for (const [index, { partId, quantity }] of wanted.parts.entries()) {
    const line = byPart.get(partId.toLowerCase());
    if (!line) return refuse(atField(notOnOrder, `/parts/${index}/partId`));
    const refusal = lineRefusal(wanted, line, quantity ?? line.ordered - line.received);
    if (refusal) return refusal;
  }
  return undefined;
}

/** How many of a line may have been received at most. */
function mostReceivable(ordered: number, tolerancePercent: number): number {
  return Math.floor((ordered * (100 + tolerancePercent)) / 100);
}

function lineRefusal(
  { command, tolerancePercent }: Delivered,
  line: DeliveryFacts,
  quantity: number,
): DomainError | undefined {
  if (command === 'return') return returnRefusal(line, quantity);
  if (!line.partIsActive && quantity > 0)
    return refuse(inactivePart, { detail: `${line.partNumber} is inactive: no more of it is received.` });
  const receivable = Math.max(0, mostReceivable(line.ordered, tolerancePercent) - line.received);
  if (quantity <= receivable) return undefined;
  const detail = `Of ${line.partNumber} ${line.ordered} were ordered and ${line.received} received: at most ${receivable} more can be.`;
  return refuse(overReceipt, { detail, members: { receivable } });
}

function returnRefusal(
  { partNumber, received, available, reserved, locations }: DeliveryFacts,
  quantity: number,
): DomainError | undefined {
  if (quantity > received) {
    const detail = `Of ${partNumber} ${received} were received on this order and not returned yet.`;
    return refuse(moreThanReceived, { detail, members: { returnable: received } });
  }
  if (quantity <= available) return undefined;
  const detail = `There are ${available} of ${partNumber} at this location, not ${quantity}.`;
  return refuse(insufficientStock, { detail, members: { available, reserved, locations } });
}
