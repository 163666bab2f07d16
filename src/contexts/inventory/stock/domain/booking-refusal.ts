import { atField, notFound, refuse, type DomainError } from '#libs/kernel';
import { otherCurrency } from '../../parts/domain/part.errors.js';
import { inactiveLocation, unknownLocation } from './stock-location.errors.js';
import { inactivePart, insufficientStock, moreThanIssued } from './stock.errors.js';

/** What there is about a part and a location, read after a booking was refused. */
export interface BookingFacts {
  readonly currency: string;
  readonly isActive: boolean;
  /** Null when there is no such location. */
  readonly locationIsActive: boolean | null;
  readonly available: number;
  readonly returnable: number;
  readonly locations: readonly { readonly locationId: string; readonly name: string; readonly quantity: number }[];
}

/** What a booking wanted of one location. */
export interface Wanted {
  /** Signed. */
  readonly quantity: number;
  readonly pointer: '/locationId' | '/fromLocationId' | '/toLocationId';
  readonly isReceipt?: boolean;
  readonly isReturn?: boolean;
  readonly currency?: string | null;
}

/** The reason for which nothing was booked; undefined when by now there is none. */
export function bookingRefusal(wanted: Wanted, facts: BookingFacts | undefined): DomainError | undefined {
  if (!facts) return notFound();
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

function quantityRefusal({ quantity, isReturn }: Wanted, facts: BookingFacts): DomainError | undefined {
  if (isReturn && facts.returnable < quantity) return returnsTooMany(facts.returnable);
  return facts.available + quantity < 0 ? notEnough(-quantity, facts) : undefined;
}

function returnsTooMany(returnable: number): DomainError {
  const detail = `At most ${returnable} can come back: what was issued and not returned yet.`;
  return refuse(moreThanIssued, { detail, members: { returnable } });
}

function notEnough(wanted: number, { available, locations }: BookingFacts): DomainError {
  const elsewhere = locations.map(({ name, quantity }) => `${quantity} at ${name}`).join(', ');
  const detail = `There are ${available} at this location, not ${wanted}. In stock: ${elsewhere || 'none'}.`;
  return refuse(insufficientStock, { detail, members: { available, locations } });
}
