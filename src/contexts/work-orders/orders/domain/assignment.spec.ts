import { stillAssignable, type KnownAssignee } from './assignment.js';

const known = (given: Partial<KnownAssignee> = {}): KnownAssignee => ({
  userIsActive: true,
  userRole: 'technician',
  teamIsActive: true,
  ...given,
});
const both = { assigneeId: 'bob', teamId: 'lifts' };

describe('a default assignment', () => {
  it.each([
    [both, {}, { assigneeId: 'bob', teamId: null, passedOver: null }],
    [{ assigneeId: null, teamId: 'lifts' }, {}, { assigneeId: null, teamId: 'lifts', passedOver: null }],
    [{ assigneeId: null, teamId: null }, {}, { assigneeId: null, teamId: null, passedOver: null }],
  ])('of %j is used where it is possible', (wanted, given, expected) => {
    expect(stillAssignable(wanted, known(given))).toEqual(expected);
  });

  it.each([
    [{ userIsActive: false }, 'lifts', 'given to the default team: the default assignee is deactivated'],
    [{ userRole: 'customer' }, 'lifts', 'given to the default team: the default assignee is a customer'],
    [
      { userIsActive: false, teamIsActive: false },
      null,
      'left unassigned: the default assignee is deactivated, the default team is deactivated',
    ],
  ])('passes over those who cannot do the work, and says why: %j', (given, teamId, passedOver) => {
    expect(stillAssignable(both, known(given))).toEqual({ assigneeId: null, teamId, passedOver });
  });
});
