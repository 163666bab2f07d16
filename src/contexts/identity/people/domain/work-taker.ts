import { defineRefusal, refuse } from '#libs/kernel';

/** Who has work, or gets it: a user or a team. */
export interface WorkHolder {
  readonly userId?: string | null | undefined;
  readonly teamId?: string | null | undefined;
}

/** What is known of the user or team that is named; null for unknown ones. */
export interface KnownTaker {
  readonly role: string | null;
  readonly userIsActive: boolean | null;
  readonly teamIsActive: boolean | null;
}

export const takerUnavailable = defineRefusal({
  code: 'reassignment.unavailable',
  kind: 'invalid',
  detail: 'There is no such active user or team who could take the work over.',
  remedy: 'Name an active user who is no customer, or an active team, other than the one that gives the work away.',
  pointer: '/reassignTo',
});

export const twoTakers = defineRefusal({
  code: 'reassignment.two_takers',
  kind: 'invalid',
  detail: 'Work goes to a user or to a team, not to both.',
  remedy: 'Name one of the two.',
  pointer: '/reassignTo/teamId',
});

export const takerRefusals = [takerUnavailable, twoTakers];

/** Call it after the one who gives the work away has been changed. @throws 422 `reassignment.unavailable` */
export function assertMayTake(taker: WorkHolder, from: WorkHolder, known: KnownTaker): void {
  const isSame = taker.userId ? taker.userId === from.userId : taker.teamId === from.teamId;
  const canWork = taker.userId ? known.userIsActive && known.role !== 'customer' : known.teamIsActive;
  if (isSame || !canWork) throw refuse(takerUnavailable);
}
