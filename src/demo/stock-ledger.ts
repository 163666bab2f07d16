/** A change of a part's stock in the main store; quantities are signed, so that their sum is the stock. */
export interface Movement {
  readonly key: string;
  readonly part: string;
  readonly type: 'purchase' | 'usage' | 'adjustment' | 'return' | 'transfer';
  readonly quantity: number;
  /** The cost of a purchase; all other movements use the average cost. */
  readonly unitPrice?: number;
  readonly at: Date;
  readonly by: string;
  readonly notes?: string;
  /** The ids of the rows that it belongs to. */
  readonly order?: string;
  readonly purchase?: string;
  readonly purchaseLine?: string;
  /** The location that a transfer goes to. */
  readonly to?: string;
}

export interface BookedMovement extends Movement {
  /** Signed, in cents. */
  readonly cost: number;
}

interface Amount {
  readonly quantity: number;
  /** What it cost, in cents. */
  readonly value: number;
}

export interface Stock extends Amount {
  /** What was moved to other locations, and never used there. */
  readonly elsewhere: Amount;
  /** The movement that last lowered the stock to the reorder level; null while there is more. */
  readonly lowSince: Date | null;
  readonly booked: readonly BookedMovement[];
}

const nothing: Amount = { quantity: 0, value: 0 };

/** Books the movements of one part in order of time. @throws when more is taken than exists, which means that the demo data is wrong */
export function stockOf(movements: readonly Movement[], reorderLevel: number): Stock {
  const inOrder = movements.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const empty: Stock = { ...nothing, elsewhere: nothing, lowSince: null, booked: [] };
  return inOrder.reduce((before, movement) => booked(before, movement, reorderLevel), empty);
}

/** What there is over all locations. */
export function totalOf({ quantity, value, elsewhere }: Stock): Amount {
  return { quantity: quantity + elsewhere.quantity, value: value + elsewhere.value };
}

function booked(before: Stock, movement: Movement, reorderLevel: number): Stock {
  const quantity = before.quantity + movement.quantity;
  if (quantity < 0) throw new Error(`The demo uses ${-quantity} ${movement.part} more than there are.`);
  const cost = costOf(before, movement);
  const moved = movement.type === 'transfer' ? { quantity: -movement.quantity, value: -cost } : nothing;
  const after = {
    quantity,
    value: before.value + cost,
    elsewhere: plus(before.elsewhere, moved),
    booked: [...before.booked, { ...movement, cost }],
  };
  const isLow = totalOf({ ...before, ...after }).quantity <= reorderLevel;
  return { ...after, lowSince: isLow ? (before.lowSince ?? movement.at) : null };
}

/** By the rules of the product: a share of what is there, and for a return of what was issued for the work order. */
function costOf(before: Stock, { quantity, unitPrice, type, order }: Movement): number {
  if (unitPrice !== undefined) return Math.round(unitPrice * 100) * quantity;
  const whole = type === 'return' ? issuedFor(before, order) : before;
  const share = Math.round((whole.value * Math.abs(quantity)) / whole.quantity);
  return quantity < 0 ? -share : share;
}

function issuedFor({ booked: earlier }: Stock, order: string | undefined): Amount {
  const issued = earlier.filter((each) => each.order === order && (each.type === 'usage' || each.type === 'return'));
  return issued.reduce((sum, { quantity, cost }) => plus(sum, { quantity: -quantity, value: -cost }), nothing);
}

function plus(a: Amount, b: Amount): Amount {
  return { quantity: a.quantity + b.quantity, value: a.value + b.value };
}
