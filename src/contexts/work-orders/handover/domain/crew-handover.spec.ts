import { pullEvents } from '#libs/kernel';
import { CrewMember } from '../../crew/domain/crew-member.entity.js';
import type { WorkOrder } from '../../orders/domain/work-order.entity.js';
import { handOverHelp } from './crew-handover.js';

const act = { by: 'ada', at: new Date('2026-11-24T08:00:00Z') };
const order = (id: string, assigneeId: string | null = null) =>
  ({ id, assigneeId, workOrderNumber: `WO-${id}`, title: 'Oil' }) as WorkOrder;
const helper = (workOrder: WorkOrder, userId: string) => {
  const made = CrewMember.create(workOrder, userId, act);
  pullEvents(made);
  return made;
};

describe('help that is handed over', () => {
  const [plain, shared, led] = [order('1'), order('2'), order('3', 'eve')];
  const helpers = [helper(plain, 'bob'), helper(shared, 'bob'), helper(shared, 'eve'), helper(led, 'bob')];
  const handOver = (toId: string | null) => handOverHelp([plain, shared, led], helpers, 'bob', toId, act);

  it('goes to the next one where they are not there already', () => {
    const { gone, come } = handOver('eve');
    expect(gone.map(({ workOrderId }) => workOrderId)).toEqual(['1', '2', '3']);
    expect(come.map(({ workOrderId, userId }) => [workOrderId, userId])).toEqual([['1', 'eve']]);
    expect([...gone, ...come].flatMap((each) => pullEvents(each)).map(({ type }) => type)).toEqual([
      ...Array<string>(3).fill('work_order.helper_removed'),
      'work_order.helper_added',
    ]);
  });

  it('ends where a team gets the work', () => {
    expect(handOver(null).come).toEqual([]);
  });
});
