import { invalidFields, refuse } from '#libs/kernel';
import { teamNotAssignable, twoAssignees, userNotAssignable } from './assignment.errors.js';

/** Who is to do the work: a user or a team, or nobody yet. */
export interface Assignment {
  readonly assigneeId: string | null;
  readonly teamId: string | null;
}

/** What is known of the user and team named; null for unknown ones. */
export interface KnownAssignee {
  readonly userIsActive: boolean | null;
  readonly userRole: string | null;
  readonly teamIsActive: boolean | null;
}

/** @throws DomainError 422 when both a user and a team are named */
export function assertOneAssignee({ assigneeId, teamId }: Assignment): void {
  if (assigneeId && teamId) throw refuse(twoAssignees);
}

/** @throws DomainError 422 when neither a user nor a team is named */
export function assertAssigneeGiven({ assigneeId, teamId }: Assignment): void {
  if (assigneeId || teamId) return;
  const errors = ['assigneeId', 'teamId'].map((field) => ({
    pointer: `/${field}`,
    code: 'field.required' as const,
    detail: 'one of assigneeId and teamId is required',
  }));
  throw invalidFields(errors, 'Name a user or a team.');
}

/** Only active users other than customers can do work. */
export function userMayWork({ userIsActive, userRole }: Omit<KnownAssignee, 'teamIsActive'>): boolean {
  return userIsActive === true && userRole !== 'customer';
}

/** @throws DomainError 422 that points at the field at fault */
export function assertAssignable({ assigneeId, teamId }: Assignment, known: KnownAssignee): void {
  if (assigneeId && !userMayWork(known)) throw refuse(userNotAssignable);
  if (teamId && !known.teamIsActive) throw refuse(teamNotAssignable);
}

/** The assignment that follows from a default one when a work order is made. */
export interface DefaultAssignment extends Assignment {
  /** Why the default user or team does not get the work; null when they do. */
  readonly passedOver: string | null;
}

/** The first of the default user and team who can still do the work, else nobody. */
export function stillAssignable({ assigneeId, teamId }: Assignment, known: KnownAssignee): DefaultAssignment {
  if (assigneeId && userMayWork(known)) return { assigneeId, teamId: null, passedOver: null };
  const left = teamId && known.teamIsActive ? teamId : null;
  const reasons: string[] = [];
  if (assigneeId) reasons.push(`the default assignee ${known.userIsActive ? 'is a customer' : 'is deactivated'}`);
  if (teamId && !left) reasons.push('the default team is deactivated');
  const outcome = left ? 'given to the default team' : 'left unassigned';
  return {
    assigneeId: null,
    teamId: left,
    passedOver: reasons.length > 0 ? `${outcome}: ${reasons.join(', ')}` : null,
  };
}
