import { Databases } from '#libs/database';
import { uuidv7 } from '#libs/kernel';
import { findContext, type UserActor } from '#libs/request-context';
import { WorkOrderTransitionService } from '../../../src/contexts/work-orders/orders/application/work-order-transition.service.js';
import { WorkOrderService } from '../../../src/contexts/work-orders/orders/application/work-order.service.js';
import { WorkOrderSite } from '../../e2e/work-orders/work-order-site.js';

let site: WorkOrderSite;
let workOrders: WorkOrderService;
let flow: WorkOrderTransitionService;

beforeAll(async () => {
  site = await WorkOrderSite.open();
  workOrders = site.testApp.get(WorkOrderService);
  flow = site.testApp.get(WorkOrderTransitionService);
});

/** How often the work acquires a connection: each time is one round trip, as long as no transaction is opened. */
async function loansOf<T>(work: () => Promise<T>): Promise<[loans: number, result: T]> {
  const { appPool } = site.testApp.get(Databases);
  const requestId = uuidv7();
  let loans = 0;
  // others, such as the relay of the events, use the same pool
  const count = () => (loans += Number(findContext()?.requestId === requestId));
  appPool.on('acquire', count);
  const result = await site.tenant.runAs(actor(), work, requestId).finally(() => appPool.off('acquire', count));
  return [loans, result];
}

function actor(): UserActor {
  const { id, role } = site.technician;
  const permissions = new Set(['facilities:read_all', 'work_orders:assign']);
  return { kind: 'user', id, role, sessionId: id, permissions };
}

describe('round trips to the database', () => {
  const place = () => ({ title: 'Oil', equipmentId: site.equipmentId, assigneeId: site.technician.id });

  it('are two for a new work order: one reads, the other writes everything', async () => {
    const [loans, { id }] = await loansOf(() => workOrders.create(place()));
    expect(loans).toBe(2);
    expect(await site.query('task_history', 'task_id = $1', id)).toHaveLength(2);
    expect(await site.query('audit_logs', 'resource_id = $1', id)).toHaveLength(1);
  });

  it('are one for a read and one for a list, with everything expanded and counted', async () => {
    const { id } = await site.created({ assigneeId: site.technician.id });
    const expand = ['equipment', 'facility', 'assignee', 'team'] as const;
    const [toRead] = await loansOf(() => workOrders.get(id, expand));
    const [toList, page] = await loansOf(() =>
      workOrders.list({ limit: 5, includeTotal: true, filters: {} }, { expand }),
    );
    expect([toRead, toList]).toEqual([1, 1]);
    expect(page.data.length).toBeGreaterThan(0);
  });

  it('are three for a step, two of them at the same time', async () => {
    const { id } = await site.created({ assigneeId: site.technician.id });
    const [loans] = await loansOf(() => flow.start(id, 1));
    expect(loans).toBe(3);
  });
});
