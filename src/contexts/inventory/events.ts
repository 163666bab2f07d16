import { defineEvent } from '#libs/kernel';

export interface PartFacts {
  readonly partNumber: string;
  readonly name: string;
}

export interface LowStock extends PartFacts {
  /** What is left. */
  readonly quantity: number;
  readonly reorderLevel: number;
  /** Null for the total of all locations. */
  readonly locationId: string | null;
  readonly locationName: string | null;
}

export const partCreated = defineEvent<PartFacts>('part.created', 'part');
export const partActivated = defineEvent<PartFacts>('part.activated', 'part');
export const partDeactivated = defineEvent<PartFacts>('part.deactivated', 'part');
/** Once for each time that the stock falls to its level or below: not again before there was more. */
export const partLowOnStock = defineEvent<LowStock>('part.low_on_stock', 'part');
