import { allowedTransitions, commandsFrom, permissionFor, workOrderStatuses } from './work-order-status.js';

const everything = () => true;

describe('allowedTransitions', () => {
  it('lists the transitions from a status', () => {
    expect(
      Object.fromEntries(workOrderStatuses.map((status) => [status, allowedTransitions(status, everything)])),
    ).toEqual({
      new: ['assign', 'start', 'cancel', 'reject'],
      assigned: ['assign', 'unassign', 'start', 'hold', 'cancel', 'reject'],
      in_progress: ['hold', 'complete', 'cancel'],
      on_hold: ['assign', 'resume', 'cancel'],
      completed: ['reopen'],
      canceled: [],
      rejected: [],
    });
  });

  it('leaves out what the caller may not do', () => {
    const technician = new Set(['work_orders:start', 'work_orders:hold', 'work_orders:complete']);
    expect(allowedTransitions('assigned', (permission) => technician.has(permission))).toEqual(['start', 'hold']);
    expect(allowedTransitions('completed', (permission) => technician.has(permission))).toEqual([]);
  });

  it('requires the permission to assign for taking an assignment back', () => {
    expect(permissionFor('unassign')).toBe('work_orders:assign');
    expect(commandsFrom('new')).not.toContain('unassign');
  });
});
