import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Params } from '#libs/database';
import type { MovementType } from '../domain/movement-kinds.js';

/** The values of one booking. */
export interface BookingValues {
  readonly partId: string;
  readonly locationId: string;
  readonly movementId: string;
  /** Signed: what it adds to the stock of the location. */
  readonly quantity: number;
  readonly unitPrice: string | null;
  readonly currency: string | null;
  readonly workOrderId: string | null;
  readonly notes: string | null;
  readonly by: string | null;
  readonly at: Date;
  /** Currencies whose amounts are rounded to whole ones. */
  readonly wholeCurrencies: readonly string[];
  /** Whether the part may become low on stock: where it may not, nothing is booked, since that takes an event. */
  readonly mayBecomeLow: boolean;
}

export interface TransferValues extends BookingValues {
  readonly toLocationId: string;
  /** Of the movement at the other location. */
  readonly arrivalId: string;
  readonly transferId: string;
}

type Given = Params<BookingValues>;

/** How one kind of booking costs and when it is refused, in terms of `b`: part, location and stock as they were before. */
export interface BookingRule {
  readonly type: MovementType;
  /** Signed, before it is rounded. */
  readonly cost: (p: Given) => RawBuilder<string>;
  readonly allowed: (p: Given) => RawBuilder<SqlBool>;
}

export const quantityOf = (p: Given) => sql<number>`${p('quantity')}::int`;

/** The part of the value that goes with a quantity: the last one takes what is left, so an empty location has no value. */
export const shareOf = (quantity: RawBuilder<number>) => sql<string>`b.value * ${quantity} / nullif(b.quantity, 0)`;

/** What one costs where nobody says so: as those that lie there, else as the last ones of the part, else its price. */
const usualCost = sql<string>`case when b.quantity > 0 then b.value / b.quantity
  else coalesce(b.average_unit_cost, b.unit_price, 0) end`;

/** What is lost takes its share; what is found costs what others do. */
export const adjustmentCost = (quantity: RawBuilder<number>) =>
  sql<string>`case when ${quantity} < 0 then ${shareOf(quantity)} else ${quantity} * ${usualCost} end`;

const leavesEnough = (p: Given) => sql<SqlBool>`b.quantity + ${quantityOf(p)} >= 0`;

/** Leaves also what is set aside for other work orders than that of the booking. */
export const leavesReserved = (quantity: RawBuilder<number>) =>
  sql<SqlBool>`b.quantity + ${quantity} >= greatest(b.reserved - b.own_reserved, 0)`;

export const bookingRules = {
  receipt: {
    type: 'purchase',
    cost: (p) => sql`${quantityOf(p)} * coalesce(${p('unitPrice')}::numeric, ${usualCost})`,
    allowed: (p) =>
      sql`b.is_active and b.location_is_active and b.currency = coalesce(${p('currency')}::text, b.currency)`,
  },
  issue: { type: 'usage', cost: (p) => shareOf(quantityOf(p)), allowed: (p) => leavesReserved(quantityOf(p)) },
  return: {
    type: 'return',
    cost: (p) => sql`(select cost from issued) * ${quantityOf(p)} / nullif((select quantity from issued), 0)`,
    allowed: (p) => sql`b.location_is_active and (select quantity from issued) >= ${quantityOf(p)}`,
  },
  adjustment: {
    type: 'adjustment',
    cost: (p) => adjustmentCost(quantityOf(p)),
    allowed: (p) => sql`${leavesEnough(p)} and (${quantityOf(p)} < 0 or b.location_is_active)`,
  },
} as const satisfies Record<string, BookingRule>;
