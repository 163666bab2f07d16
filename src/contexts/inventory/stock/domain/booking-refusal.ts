import { atField, notFound, refuse, type DomainError } from '#libs/kernel';
import { otherCurrency } from '../../parts/domain/part.errors.js';
import {
  inactiveLocation,
  insufficientStock,
  moreThanIssued,
  unknownLocation,
  unknownPart,
} from '../../inventory.refusals.js';
import { inactivePart } from './stock.errors.js';

/** What there is about a part and a location, read after a booking was refused. */
export interface BookingFacts {
  readonly currency: string;
  readonly isActive: boolean;
  /** Null when there is no such location. */
  readonly locationIsActive: boolean | null;
  /** How many lie at the location. */
  readonly quantity: number;
  /** How many of those are set aside for other work orders. */
  readonly reservedForOthers: number;
  readonly returnable: number;
  readonly locations: readonly StockThere[];
}

interface StockThere {
  readonly locationId: string;
  readonly name: string;
  readonly quantity: number;
  readonly available: number;
}

/** What a booking wanted of one location. */
export interface Wanted {
  /** Signed. */
  readonly quantity: number;
  readonly pointer: '/locationId' | '/fromLocationId' | '/toLocationId';
  /** The part stands in the body of the request, not in its path. */
  readonly isPartInBody?: boolean | undefined;
  readonly isReceipt?: boolean;
  readonly isReturn?: boolean;
  /** It takes what is set aside for others as well, since it says what is there no more. */
  readonly isCorrection?: boolean;
  readonly currency?: string | null;
}

/** The reason for which nothing was booked; undefined when by now there is none. */
export function bookingRefusal(wanted: Wanted, facts: BookingFacts | undefined): DomainError | undefined {
  if (!facts) return wanted.isPartInBody ? refuse(unknownPart) : notFound();
  return locationRefusal(wanted, facts) ?? receiptRefusal(wanted, facts) ?? quantityRefusal(wanted, facts);
}

function locationRefusal({ quantity, pointer }: Wanted, { locationIsActive }: BookingFacts): DomainError | undefined {
  if (locationIsActive === null) return refuse(atField(unknownLocation, pointer));
  return quantity > 0 && !locationIsActive ? refuse(atField(inactiveLocation, pointer)) : undefined;
}

function receiptRefusal({ isReceipt, currency }: Wanted, facts: BookingFacts): DomainError | undefined {
  if (!isReceipt) return undefined;
  if (currency && currency !== facts.currency)
    return refuse(otherCurrency, { detail: `The prices and costs of this part are in ${facts.currency}.` });
  return facts.isActive ? undefined : refuse(inactivePart);
}

function quantityRefusal({ quantity, isReturn, isCorrection }: Wanted, facts: BookingFacts): DomainError | undefined {
  if (isReturn && facts.returnable < quantity) return returnsTooMany(facts.returnable);
  if (quantity > 0) return undefined;
  const reserved = isCorrection ? 0 : Math.min(facts.reservedForOthers, facts.quantity);
  const available = facts.quantity - reserved;
  return available + quantity < 0 ? notEnough(-quantity, { ...facts, available, reserved }) : undefined;
}

function returnsTooMany(returnable: number): DomainError {
  const detail = `At most ${returnable} can come back: what was issued and not returned yet.`;
  return refuse(moreThanIssued, { detail, members: { returnable } });
}

function notEnough(
  wanted: number,
  { available, reserved, locations }: Pick<BookingFacts, 'locations'> & { available: number; reserved: number },
): DomainError {
  const elsewhere = locations.map(({ name, quantity }) => `${quantity} at ${name}`).join(', ');
  const others = reserved > 0 ? ` ${reserved} are reserved for other work orders.` : '';
  const detail = `There are ${available} at this location, not ${wanted}.${others} In stock: ${elsewhere || 'none'}.`;
  return refuse(insufficientStock, { detail, members: { available, reserved, locations } });
}
