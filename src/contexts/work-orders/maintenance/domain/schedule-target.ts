import { everyFault, invalidField } from '#libs/kernel';
import { userMayWork } from '../../orders/domain/assignment.js';

/** The default assignee of a schedule's work orders. */
export interface DefaultAssignment {
  readonly defaultAssignedTo?: string | null;
  readonly defaultAssignedTeam?: string | null;
}

/** What is known of a schedule's machine and its default assignee; null for what does not exist. */
export interface KnownTarget {
  readonly equipmentStatus: string | null;
  readonly facilityIsActive: boolean | null;
  readonly userIsActive: boolean | null;
  readonly userRole: string | null;
  readonly teamIsActive: boolean | null;
}

/** @throws DomainError 422 naming every field at fault: a machine out of use, somebody unknown, inactive or who does no work */
export function assertTarget({ defaultAssignedTo, defaultAssignedTeam }: DefaultAssignment, known: KnownTarget): void {
  everyFault(
    () => assertTakesWork(known),
    () => assertKnown('defaultAssignedTo', 'user', !defaultAssignedTo || userMayWork(known)),
    () => assertKnown('defaultAssignedTeam', 'team', !defaultAssignedTeam || known.teamIsActive === true),
  );
}

function assertTakesWork({ equipmentStatus, facilityIsActive }: KnownTarget): void {
  if (equipmentStatus === null) throw invalidField('/equipmentId', 'equipment.unknown', 'There is no such machine.');
  if (equipmentStatus !== 'decommissioned' && facilityIsActive) return;
  const detail = 'The machine is decommissioned or its facility is inactive.';
  throw invalidField('/equipmentId', 'equipment.takes_no_work', detail);
}

function assertKnown(field: keyof DefaultAssignment, noun: 'user' | 'team', isKnown: boolean): void {
  if (!isKnown) throw invalidField(`/${field}`, `${noun}.unknown`, `There is no such active ${noun}.`);
}
