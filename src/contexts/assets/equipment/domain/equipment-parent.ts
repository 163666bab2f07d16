import { atField, refuse } from '#libs/kernel';
import { unknownEquipment } from '../../assets.refusals.js';
import { hierarchyTooDeep, MAX_LEVELS, parentCycle, parentElsewhere } from './equipment.errors.js';
import type { EquipmentStatus } from './equipment-status.js';
import { decommissioned } from './work-place.errors.js';

/** The stored facts about the machine that another one is to be part of. */
export interface KnownParent {
  readonly facilityId: string;
  readonly status: EquipmentStatus;
  /** From the top down to the parent itself. */
  readonly levelsAbove: number;
  /** From the machine that gets the parent downwards, itself included. */
  readonly levelsBelow: number;
  /** Whether it is that machine, or one below it. */
  readonly isBelow: boolean;
}

/**
 * Whoever sees a machine sees what is part of it, and the other way round: so all of a hierarchy stands in one facility.
 * @param known undefined when there is no such machine, or none that the caller sees
 * @throws DomainError 422 at /parentId
 */
export function assertValidParent(facilityId: string, known: KnownParent | undefined): void {
  if (!known) throw refuse(atField(unknownEquipment, '/parentId'));
  if (known.isBelow) throw refuse(parentCycle);
  if (known.facilityId !== facilityId) throw refuse(parentElsewhere);
  if (known.status === 'decommissioned')
    throw refuse(atField(decommissioned, '/parentId'), {
      detail: 'The machine is decommissioned: nothing can become part of it.',
    });
  if (known.levelsAbove + known.levelsBelow > MAX_LEVELS) throw refuse(hierarchyTooDeep);
}
