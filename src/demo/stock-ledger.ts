/** A change of a part's stock; quantities are signed, so that their sum is what is there. */
export interface Movement {
  readonly key: string;
  readonly part: string;
  readonly type: 'purchase' | 'usage' | 'adjustment' | 'return';
  readonly quantity: number;
  /** Of a purchase; all else moves at the average cost. */
  readonly unitPrice?: number;
  readonly at: Date;
  readonly by: string;
  readonly notes?: string;
  /** Ids of what it belongs to. */
  readonly order?: string;
  readonly purchase?: string;
  readonly purchaseLine?: string;
}

export interface BookedMovement extends Movement {
  readonly unitCost: number;
}

export interface Stock {
  readonly quantity: number;
  /** Moving average over the purchases. */
  readonly averageCost: number;
  /** The movement that last took the stock to the reorder level; null while there is more. */
  readonly lowSince: Date | null;
  readonly booked: readonly BookedMovement[];
}

/** Books the movements of one part in the order of their times. @throws when more is taken than there is: the tables are wrong */
export function stockOf(movements: readonly Movement[], reorderLevel: number): Stock {
  const inOrder = movements.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const empty: Stock = { quantity: 0, averageCost: 0, lowSince: null, booked: [] };
  return inOrder.reduce((before, movement) => booked(before, movement, reorderLevel), empty);
}

function booked(before: Stock, movement: Movement, reorderLevel: number): Stock {
  const quantity = before.quantity + movement.quantity;
  if (quantity < 0) throw new Error(`The demo uses ${-quantity} ${movement.part} more than there are.`);
  const unitCost = movement.unitPrice ?? before.averageCost;
  const value = before.averageCost * before.quantity + unitCost * movement.quantity;
  return {
    quantity,
    averageCost: movement.type === 'purchase' ? value / quantity : before.averageCost,
    lowSince: quantity > reorderLevel ? null : (before.lowSince ?? movement.at),
    booked: [...before.booked, { ...movement, unitCost }],
  };
}
