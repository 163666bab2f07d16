import { randomUUID } from 'node:crypto';
import { WorkOrderSite } from './work-order-site.js';

let site: WorkOrderSite;
beforeAll(async () => {
  site = await WorkOrderSite.open();
});

const bulk = async (verb: string, items: object[], query = '', client = site.manager) =>
  (await client.post(`/v1/work-orders/bulk-${verb}${query}`).send({ items }).expect(207)).body.items;
const statuses = (items: { status: number }[]) => items.map(({ status }) => status);
const read = async (id: string) => (await site.manager.get(`/v1/work-orders/${id}`).expect(200)).body;
const orders = (count: number, body: object = {}) =>
  Promise.all(Array.from({ length: count }, () => site.created(body)));

it('assigns each to its own, with the result that each alone would have had', async () => {
  const teamId = await site.team();
  const [one, two, done] = await orders(3);
  await site.through(done.id, ['start'], ['complete', { workPerformed: 'Oiled' }]);
  const results = await bulk('assign', [
    { workOrderId: one.id, version: 1, assigneeId: site.technician.id },
    { workOrderId: two.id, version: 1, teamId },
    { workOrderId: one.id, version: 1, teamId },
    { workOrderId: done.id, version: 3, teamId },
    { workOrderId: randomUUID(), version: 1, teamId },
    { workOrderId: two.id, version: 2, assigneeId: site.facilityId },
    { workOrderId: two.id, version: 2 },
    { workOrderId: two.id, version: 2, teamId, title: 'x' },
  ]);
  expect(statuses(results)).toEqual([200, 200, 412, 409, 404, 422, 422, 400]);
  expect(results[0]).toMatchObject({ index: 0, id: one.id, problem: null });
  expect(await read(one.id)).toMatchObject({ status: 'assigned', assigneeId: site.technician.id, version: 2 });
  expect(await read(two.id)).toMatchObject({ status: 'assigned', teamId, version: 2 });
});

it('cancels, reschedules and changes priorities, in the history as one by one', async () => {
  const [one, two] = await orders(2);
  const times = { scheduledAt: '2099-01-01T08:00:00.000Z', dueAt: '2099-01-02T08:00:00.000Z' };
  expect(statuses(await bulk('prioritise', [{ workOrderId: one.id, version: 1, priority: 'critical' }]))).toEqual([
    200,
  ]);
  const moved = [
    { workOrderId: one.id, version: 2, ...times },
    { workOrderId: two.id, version: 1, scheduledAt: times.dueAt, dueAt: times.scheduledAt },
  ];
  expect(statuses(await bulk('reschedule', moved))).toEqual([200, 422]);
  const canceled = [
    { workOrderId: one.id, version: 3, reason: 'Lift replaced' },
    { workOrderId: two.id, version: 1, reason: ' ' },
  ];
  expect(statuses(await bulk('cancel', canceled))).toEqual([200, 422]);
  expect(await read(one.id)).toMatchObject({ status: 'canceled', statusReason: 'Lift replaced', ...times });
  const actions = (await site.history(one.id)).map(({ action }: { action: string }) => action).slice(1);
  expect(actions.toSorted()).toEqual(['canceled', 'due_at_changed', 'priority_changed', 'scheduled_at_changed']);
  expect(await read(two.id)).toEqual(two);
});

it('is all or nothing when told so', async () => {
  const [one, two] = await orders(2);
  const items = [one, two, one].map(({ id }) => ({ workOrderId: id, version: 1, reason: 'Reported twice' }));
  expect(statuses(await bulk('cancel', items, '?atomic=true'))).toEqual([424, 424, 412]);
  expect([await read(one.id), await read(two.id)]).toEqual([one, two]);
  expect(statuses(await bulk('cancel', items.slice(0, 2), '?atomic=true'))).toEqual([200, 200]);
});

it('changes each once when several do so at once', async () => {
  const some = await orders(4);
  const items = some.map(({ id }) => ({ workOrderId: id, version: 1, priority: 'low' }));
  const answers = await Promise.all(Array.from({ length: 4 }, () => bulk('prioritise', items)));
  for (const [index, { id }] of some.entries()) {
    const told = answers.map((results) => results[index].status);
    expect(told.toSorted()).toEqual([200, 412, 412, 412]);
    expect((await read(id)).version).toBe(2);
  }
});

it('reaches nothing that its caller does not see, and needs the right of each change', async () => {
  const { client } = site.technician;
  const { id } = await site.created();
  for (const verb of ['assign', 'cancel', 'reschedule', 'prioritise'])
    await client
      .post(`/v1/work-orders/bulk-${verb}`)
      .send({ items: [{ workOrderId: id, version: 1 }] })
      .expect(403);
});
