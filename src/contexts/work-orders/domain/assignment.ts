import { DomainError, invalidField } from '#libs/kernel';

/** Who is to do the work: a user or a team, or nobody yet. */
export interface Assignment {
  readonly assigneeId: string | null;
  readonly teamId: string | null;
}

/** What is known of those who were named; null for whom nobody knows. */
export interface KnownAssignee {
  readonly userIsActive: boolean | null;
  readonly userRole: string | null;
  readonly teamIsActive: boolean | null;
}

/** @throws DomainError 422 when a user and a team are named both */
export function assertOneHand({ assigneeId, teamId }: Assignment): void {
  if (!assigneeId || !teamId) return;
  const detail = 'Work goes to a user or to a team, not to both.';
  throw invalidField('/teamId', 'work_order.two_assignees', detail);
}

/** @throws DomainError 422 when nobody is named */
export function assertSomebody({ assigneeId, teamId }: Assignment): void {
  if (assigneeId || teamId) return;
  const errors = ['assigneeId', 'teamId'].map((field) => ({
    pointer: `/${field}`,
    code: 'field.required',
    detail: 'one of assigneeId and teamId is required',
  }));
  throw new DomainError('request.invalid', 'invalid', 'Name a user or a team.', { errors });
}

/**
 * Work goes to active users who are no customers, or to active teams.
 * @throws DomainError 422 that points at the field at fault
 */
export function assertAssignable({ assigneeId, teamId }: Assignment, known: KnownAssignee): void {
  if (assigneeId && !(known.userIsActive && known.userRole !== 'customer')) {
    throw invalidField('/assigneeId', 'user.not_assignable', 'There is no such active user who could do the work.');
  }
  if (teamId && !known.teamIsActive) {
    throw invalidField('/teamId', 'team.not_assignable', 'There is no such active team.');
  }
}
