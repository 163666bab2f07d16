import { defineEvent } from '#libs/kernel';

export interface PartFacts {
  readonly partNumber: string;
  readonly name: string;
}

export const partCreated = defineEvent<PartFacts>('part.created', 'part');
export const partActivated = defineEvent<PartFacts>('part.activated', 'part');
export const partDeactivated = defineEvent<PartFacts>('part.deactivated', 'part');
