/** A change of a part's stock; quantities are signed, so that their sum is the stock. */
export interface Movement {
  readonly key: string;
  readonly part: string;
  readonly type: 'purchase' | 'usage' | 'adjustment' | 'return';
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
}

export interface BookedMovement extends Movement {
  readonly unitCost: number;
}

export interface Stock {
  readonly quantity: number;
  /** The moving average of the purchases. */
  readonly averageCost: number;
  /** The movement that last lowered the stock to the reorder level; null while there is more. */
  readonly lowSince: Date | null;
  readonly booked: readonly BookedMovement[];
}

/** Books the movements of one part in order of time. @throws when more is taken than exists, which means that the demo data is wrong */
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
