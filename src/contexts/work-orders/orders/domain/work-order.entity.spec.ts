import fc from 'fast-check';
import { pullEvents, type DomainError } from '#libs/kernel';
import type { WorkOrderMoved } from '../../events.js';
import { pullHistory, type Act } from './work-order-history-entry.entity.js';
import { transitionOf, workOrderCommands, type WorkOrderCommand, type WorkOrderStatus } from './work-order-status.js';
import { WorkOrder } from './work-order.entity.js';

const start = Date.parse('2026-11-23T08:00:00Z');
const act = (minutes = 0): Act => ({ by: 'ada', at: new Date(start + minutes * 60_000) });
const aWorkOrder = (given: object = {}) =>
  WorkOrder.create({ workOrderNumber: 'WO-2026-17', title: 'Oil the door', facilityId: 'f', ...given }, act());

function fresh(given: object = {}): WorkOrder {
  const workOrder = aWorkOrder(given);
  pullEvents(workOrder);
  pullHistory(workOrder);
  return workOrder;
}

const run: Record<WorkOrderCommand, (workOrder: WorkOrder, by: Act, hours?: number) => void> = {
  assign: (workOrder, by) => workOrder.assign({ assigneeId: 'bob', teamId: null }, by),
  unassign: (workOrder, by) => workOrder.unassign(by),
  start: (workOrder, by) => workOrder.start(by),
  hold: (workOrder, by) => workOrder.hold('waiting for parts', by),
  resume: (workOrder, by) => workOrder.resume(by),
  complete: (workOrder, by, hours) =>
    workOrder.complete({ workPerformed: 'oiled', actualHours: hours, loggedMinutes: null }, by),
  cancel: (workOrder, by) => workOrder.cancel('not needed', by),
  reject: (workOrder, by) => workOrder.reject('not ours', by),
  reopen: (workOrder, by) => workOrder.reopen('squeaks again', by),
};

/** The transitions as designed, written independently of the code's table. */
const drawn: Record<WorkOrderStatus, WorkOrderStatus[]> = {
  new: ['assigned', 'in_progress', 'canceled', 'rejected'],
  assigned: ['in_progress', 'on_hold', 'new', 'canceled', 'rejected'],
  in_progress: ['on_hold', 'completed', 'canceled'],
  on_hold: ['in_progress', 'assigned', 'canceled'],
  completed: ['in_progress'],
  canceled: [],
  rejected: [],
};

const commands = fc.array(fc.record({ command: fc.constantFrom(...workOrderCommands), after: fc.nat(600) }), {
  maxLength: 40,
});

describe('a work order under any sequence of commands', () => {
  it('makes only the designed transitions, and refuses others without any change', () => {
    fc.assert(
      fc.property(commands, (sequence) => {
        const workOrder = fresh();
        for (const { command, after } of sequence) step(workOrder, command, act(after));
      }),
    );
  });

  it('has a time of completion exactly when it is completed, never before its start', () => {
    fc.assert(
      fc.property(commands, (sequence) => {
        const workOrder = fresh();
        for (const { command, after } of sequence) {
          tryTo(() => run[command](workOrder, act(after)));
          expect(workOrder.completedAt !== null).toBe(workOrder.status === 'completed');
          if (workOrder.completedAt) expect(workOrder.completedAt >= workOrder.startedAt!).toBe(true);
          if (workOrder.status === 'in_progress') expect(workOrder.startedAt).not.toBeNull();
        }
      }),
    );
  });
});

function step(workOrder: WorkOrder, command: WorkOrderCommand, by: Act): void {
  const before = { ...workOrder };
  const error = tryTo(() => run[command](workOrder, by));
  const [events, history] = [pullEvents(workOrder), pullHistory(workOrder)];
  if (error) expect(error).toMatchObject({ code: 'work_order.invalid_transition', kind: 'conflict' });
  if (error || (command === 'assign' && before.status === 'assigned')) {
    expect([{ ...workOrder }, events, history]).toEqual([before, [], []]);
    return;
  }
  const [event, line] = [events[0]!, history[0]!];
  expect(drawn[before.status]).toContain(workOrder.status);
  expect([events.length, history.length]).toEqual([1, 1]);
  expect(event.type).toBe(`work_order.${transitionOf(command).past}`);
  expect(event.payload as WorkOrderMoved).toMatchObject({ from: before.status, status: workOrder.status, byId: 'ada' });
  expect(line).toMatchObject({
    action: transitionOf(command).past,
    workOrderId: workOrder.id,
    userId: 'ada',
    createdAt: by.at,
  });
}

function tryTo(work: () => void): DomainError | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error as DomainError;
  }
}

describe('WorkOrder', () => {
  it('is new without an assignee and assigned with one, and says both', () => {
    expect(aWorkOrder().status).toBe('new');
    const assigned = aWorkOrder({ assigneeId: 'bob', priority: 'high' });
    expect(assigned.status).toBe('assigned');
    expect(pullEvents(assigned).map(({ type }) => type)).toEqual(['work_order.created', 'work_order.assigned']);
    expect(pullHistory(assigned).map(({ action }) => action)).toEqual(['created', 'assigned']);
  });

  it('has a history entry for a new assignee, and none for the same one', () => {
    const workOrder = fresh({ assigneeId: 'bob' });
    workOrder.assign({ assigneeId: 'bob', teamId: null }, act());
    expect([pullEvents(workOrder), pullHistory(workOrder)]).toEqual([[], []]);
    workOrder.assign({ assigneeId: 'eve', teamId: null }, act());
    expect(pullHistory(workOrder)).toMatchObject([{ action: 'assigned', oldValue: 'bob', newValue: 'eve' }]);
  });

  it('belongs to a user or to a team, never to both', () => {
    const workOrder = fresh({ teamId: 'lifts' });
    workOrder.assign({ assigneeId: 'bob', teamId: null }, act());
    expect(workOrder).toMatchObject({ assigneeId: 'bob', teamId: null });
    expect(pullEvents(workOrder)[0]!.payload).toMatchObject({ previousTeamId: 'lifts', previousAssigneeId: null });
  });

  it('keeps its first start when it is put on hold, reassigned and started again', () => {
    const workOrder = fresh();
    workOrder.start(act(1));
    workOrder.hold('lunch', act(2));
    workOrder.assign({ assigneeId: 'bob', teamId: null }, act(3));
    workOrder.start(act(4));
    expect(workOrder.startedAt).toEqual(act(1).at);
    expect(workOrder.statusReason).toBeNull();
  });

  it.each(['hold', 'cancel', 'reject'] as const)('requires a reason to %s', (command) => {
    const workOrder = fresh({ assigneeId: 'bob' });
    expect(tryTo(() => workOrder[command](' ', act()))).toMatchObject({
      code: 'work_order.reason_required',
      kind: 'invalid',
    });
    expect(workOrder.status).toBe('assigned');
  });

  it('requires a description of the work to complete', () => {
    const workOrder = fresh();
    workOrder.start(act());
    const error = tryTo(() => workOrder.complete({ workPerformed: ' ', loggedMinutes: null }, act()));
    expect(error).toMatchObject({ code: 'work_order.work_performed_required' });
  });

  it('uses the hours given, else those of the work logs, else none', () => {
    const minutes = fc.option(fc.nat(200_000));
    const hours = fc.option(fc.integer({ min: 0, max: 99_999 }), { nil: undefined });
    fc.assert(
      fc.property(minutes, hours, (loggedMinutes, hundredths) => {
        const workOrder = fresh();
        workOrder.start(act());
        const given = hundredths === undefined ? undefined : hundredths / 100;
        workOrder.complete({ workPerformed: 'oiled', actualHours: given, loggedMinutes }, act(5));
        if (given !== undefined) expect(workOrder.actualHours).toBe(given);
        else if (loggedMinutes === null) expect(workOrder.actualHours).toBeNull();
        else
          expect(Math.abs(workOrder.actualHours! - Math.min(loggedMinutes / 60, 999.99))).toBeLessThanOrEqual(0.0051);
      }),
    );
  });

  it('has a history entry for each field that an edit changes, and one event', () => {
    const workOrder = fresh({ priority: 'low', description: 'a' });
    workOrder.edit({ title: 'Oil the door', priority: 'critical', description: 'b', dueAt: act().at }, act());
    expect(pullHistory(workOrder).map(({ action, oldValue, newValue }) => [action, oldValue, newValue])).toEqual([
      ['priority_changed', 'low', 'critical'],
      ['description_changed', null, null],
      ['due_at_changed', null, '2026-11-23T08:00:00.000Z'],
    ]);
    expect(pullEvents(workOrder).map(({ payload }) => payload)).toMatchObject([
      { changed: ['priority', 'description', 'dueAt'] },
    ]);
    workOrder.edit({ priority: 'critical' }, act());
    expect(pullEvents(workOrder)).toEqual([]);
  });

  it('cannot be edited once it is closed', () => {
    const workOrder = fresh();
    workOrder.cancel('not needed', act());
    expect(tryTo(() => workOrder.edit({ title: 'x' }, act()))).toMatchObject({
      code: 'work_order.closed',
      kind: 'conflict',
    });
  });

  it('is overdue past its due time while it is open', () => {
    const workOrder = fresh({ dueAt: act(10).at });
    expect([workOrder.isOverdue(act(10).at), workOrder.isOverdue(act(11).at)]).toEqual([false, true]);
    workOrder.start(act());
    workOrder.complete({ workPerformed: 'oiled', loggedMinutes: null }, act(20));
    expect(workOrder.isOverdue(act(30).at)).toBe(false);
  });
});
