import { atField, checkAll, refuse, type Refusal } from '#libs/kernel';
import { unknownEquipment } from '../../../assets/assets.refusals.js';
import { teamNotAssignable, userNotAssignable } from '../../orders/domain/assignment.errors.js';
import { userMayWork } from '../../orders/domain/assignment.js';
import { equipmentTakesNoWork } from './maintenance-schedule.errors.js';

/** What is refused to schedules, by the field that names them. */
export const defaultUserNotAssignable = atField(userNotAssignable, '/defaultAssignedTo');
export const defaultTeamNotAssignable = atField(teamNotAssignable, '/defaultAssignedTeam');

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
  checkAll(
    () => assertTakesWork(known),
    () => refuseUnless(!defaultAssignedTo || userMayWork(known), defaultUserNotAssignable),
    () => refuseUnless(!defaultAssignedTeam || known.teamIsActive === true, defaultTeamNotAssignable),
  );
}

function assertTakesWork({ equipmentStatus, facilityIsActive }: KnownTarget): void {
  if (equipmentStatus === null) throw refuse(unknownEquipment);
  refuseUnless(equipmentStatus !== 'decommissioned' && facilityIsActive === true, equipmentTakesNoWork);
}

function refuseUnless(isSo: boolean, refusal: Refusal): void {
  if (!isSo) throw refuse(refusal);
}
