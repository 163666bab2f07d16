import type { HttpClient } from '#libs/testing';
import { WorkOrderSite } from './work-order-site.js';

let site: WorkOrderSite;
let admin: HttpClient;

beforeAll(async () => {
  site = await WorkOrderSite.open();
  admin = await site.tenant.as('admin');
});

async function deactivate(id: string, body?: object, client = admin) {
  const { version } = (await admin.get(`/v1/users/${id}`).expect(200)).body;
  const request = client.post(`/v1/users/${id}/deactivate`).set('If-Match', `"${version}"`);
  return body ? request.send(body) : request;
}

const workOrder = async (id: string) => (await site.manager.get(`/v1/work-orders/${id}`).expect(200)).body;
const schedule = async (body: object) =>
  (
    await site.manager
      .post('/v1/maintenance-schedules')
      .send({
        equipmentId: site.equipmentId,
        scheduleName: 'Monthly safety check',
        frequencyType: 'monthly',
        firstOccurrenceAt: '2099-01-31T09:00:00',
        ...body,
      })
      .expect(201)
  ).body;

/** A user with work in every open state, one that has ended, and a schedule. */
async function busy(user: { id: string }) {
  const assigned = await site.created({ assigneeId: user.id });
  const started = await site.created({ assigneeId: user.id });
  await site.through(started.id, ['start']);
  const held = await site.created({ assigneeId: user.id });
  await site.through(held.id, ['hold', { reason: 'No part' }]);
  const done = await site.created({ assigneeId: user.id });
  await site.through(done.id, ['start'], ['complete', { workPerformed: 'Oiled' }]);
  const { id } = await schedule({ defaultAssignedTo: user.id });
  return { open: [assigned.id, started.id, held.id] as string[], started: started.id, done: done.id, schedule: id };
}

it('says what open work a user leaves behind, which stays without a word of others', async () => {
  const user = await site.person('technician');
  const work = await busy(user);
  const { body, status } = await deactivate(user.id);
  expect(status).toBe(200);
  expect(body).toMatchObject({ isActive: false, openWork: { workOrders: 3, schedules: 1, isReassigned: false } });
  for (const id of work.open) expect(await workOrder(id)).toMatchObject({ assigneeId: user.id });
  // who is gone already can hand over later
  const again = await deactivate(user.id, { reassignTo: { userId: site.technician.id } });
  expect(again.body.openWork).toEqual({ workOrders: 3, schedules: 1, isReassigned: true });
  expect((await deactivate(user.id)).body.openWork).toEqual({ workOrders: 0, schedules: 0, isReassigned: false });
});

it('hands all of it over, with history, audit entry and event each', async () => {
  const user = await site.person('technician');
  const next = await site.person('technician');
  const work = await busy(user);
  const { body } = await deactivate(user.id, { reassignTo: { userId: next.id } });
  expect(body.openWork).toEqual({ workOrders: 3, schedules: 1, isReassigned: true });
  for (const id of work.open) expect(await workOrder(id)).toMatchObject({ assigneeId: next.id, status: 'assigned' });
  expect(await workOrder(work.done)).toMatchObject({ assigneeId: user.id, status: 'completed' });
  const { body: changed } = await site.manager.get(`/v1/maintenance-schedules/${work.schedule}`).expect(200);
  expect(changed).toMatchObject({ defaultAssignedTo: next.id, defaultAssignedTeam: null });
  const actions = (await site.history(work.started)).map(({ action }: { action: string }) => action);
  expect(actions.sort()).toEqual(['assigned', 'assigned', 'created', 'held', 'started']);
  const log = await admin.get(`/v1/audit-logs?resourceId=${work.open[0]}&limit=1`).expect(200);
  expect(log.body.data[0].changes.after).toMatchObject({ assigneeId: next.id });
  expect((await next.client.get('/v1/work-orders?include=total')).body.total).toBe(3);
});

it('gives the work of a user to a team, and that of a team to another or to a user', async () => {
  const [user, member] = [await site.person('technician'), await site.person('technician')];
  const [first, second] = [await site.team(member.id), await site.team()];
  const { id } = await site.created({ assigneeId: user.id });
  await deactivate(user.id, { reassignTo: { teamId: first } });
  expect(await workOrder(id)).toMatchObject({ assigneeId: null, teamId: first });
  const planned = await schedule({ defaultAssignedTo: member.id, defaultAssignedTeam: first });
  const close = (team: string, version: number, body: object) =>
    site.manager.post(`/v1/teams/${team}/deactivate`).set('If-Match', `"${version}"`).send(body);
  const closed = await close(first, 1, { reassignTo: { teamId: second } }).expect(200);
  expect(closed.body).toMatchObject({ isActive: false, openWork: { workOrders: 1, schedules: 1, isReassigned: true } });
  expect(await workOrder(id)).toMatchObject({ teamId: second });
  const kept = (await site.manager.get(`/v1/maintenance-schedules/${planned.id}`).expect(200)).body;
  expect(kept).toMatchObject({ defaultAssignedTo: member.id, defaultAssignedTeam: second });
  await close(second, 1, { reassignTo: { userId: member.id } }).expect(200);
  expect(await workOrder(id)).toMatchObject({ assigneeId: member.id, teamId: null });
  const { body } = await site.manager.post(`/v1/teams/${second}/activate`).set('If-Match', '"2"').expect(200);
  expect(body).toMatchObject({ isActive: true, version: 3 });
});

it('a member who leaves a team keeps own work, or hands it over; that of the team stays there', async () => {
  const [user, next] = [await site.person('technician'), await site.person('technician')];
  const team = await site.team(user.id, next.id);
  const own = await site.created({ assigneeId: user.id });
  const shared = await site.created({ teamId: team });
  const leave = (id: string, body: object = {}) =>
    site.manager.post(`/v1/teams/${team}/members/${id}/remove`).send(body);
  const { body } = await leave(user.id, { reassignTo: { userId: next.id } }).expect(200);
  expect(body).toMatchObject({ memberCount: 1, openWork: { workOrders: 1, isReassigned: true } });
  expect(await workOrder(own.id)).toMatchObject({ assigneeId: next.id });
  expect(await workOrder(shared.id)).toMatchObject({ teamId: team });
  await leave(user.id).expect(404);
  expect((await leave(next.id).expect(200)).body.openWork).toMatchObject({ workOrders: 1, isReassigned: false });
});

describe('is refused, and nobody goes', () => {
  const expectUnchanged = async (userId: string, workOrderId: string): Promise<void> => {
    expect((await admin.get(`/v1/users/${userId}`)).body.isActive).toBe(true);
    expect(await workOrder(workOrderId)).toMatchObject({ assigneeId: userId, version: 1 });
  };

  it('for takers who cannot work, are unknown, are two, none or the same', async () => {
    const user = await site.person('technician');
    const { id } = await site.created({ assigneeId: user.id });
    const [customer, gone] = [await site.person('customer'), await site.person('technician')];
    await deactivate(gone.id);
    const team = await site.team();
    for (const userId of [customer.id, gone.id, user.id, crypto.randomUUID()]) {
      const { body, status } = await deactivate(user.id, { reassignTo: { userId } });
      expect({ status, code: body.code }).toEqual({ status: 422, code: 'reassignment.unavailable' });
      expect(body.errors).toMatchObject([{ pointer: '/reassignTo' }]);
    }
    for (const reassignTo of [{}, { userId: site.technician.id, teamId: team }, { teamId: crypto.randomUUID() }])
      expect((await deactivate(user.id, { reassignTo })).status).toBe(422);
    await expectUnchanged(user.id, id);
  });

  it('for callers who may not assign work', async () => {
    const user = await site.person('technician');
    const { id } = await site.created({ assigneeId: user.id });
    const clerk = await site.person('employee');
    const granted = ['users:deactivate', 'work_orders:start', 'work_orders:hold', 'work_orders:resume'];
    const rights = (await admin.get(`/v1/users/${user.id}/permissions`)).body.permissions as string[];
    await admin
      .put(`/v1/users/${clerk.id}/permissions`)
      .set('If-Match', '"1"')
      .send({ granted: [...new Set([...granted, ...rights])].filter((name) => name !== 'work_orders:assign') })
      .expect(200);
    const refused = await deactivate(user.id, { reassignTo: { userId: site.technician.id } }, clerk.client);
    expect({ status: refused.status, detail: refused.body.detail }).toEqual({
      status: 403,
      detail: 'This needs the permission work_orders:assign.',
    });
    await expectUnchanged(user.id, id);
  });
});

it('work that moves meanwhile is handed over as it is then, and no request fails for it', async () => {
  const [user, next] = [await site.person('technician'), await site.person('technician')];
  const orders = await Promise.all(Array.from({ length: 6 }, () => site.created({ assigneeId: user.id })));
  const [left, ...moves] = await Promise.all([
    deactivate(user.id, { reassignTo: { userId: next.id } }),
    ...orders.map(({ id }) => site.act(id, 'start', 1)),
  ]);
  expect(left.status).toBe(200);
  for (const { status } of moves) expect([200, 412]).toContain(status);
  for (const { id } of orders) expect(await workOrder(id)).toMatchObject({ assigneeId: next.id });
});

it('hands over what a user helps with, unless the next one is there already', async () => {
  const [user, next] = [await site.person('technician'), await site.person('technician')];
  const help = async (userId: string, body: object = {}) => {
    const { id } = await site.created(body);
    await site.manager.post(`/v1/work-orders/${id}/helpers`).send({ userId }).expect(201);
    return id as string;
  };
  const helpers = async (id: string) =>
    (await site.manager.get(`/v1/work-orders/${id}/helpers`).expect(200)).body.data.map(
      ({ userId }: { userId: string }) => userId,
    );
  const [plain, withNext, ofNext, done] = [
    await help(user.id),
    await help(user.id),
    await help(user.id, { assigneeId: next.id }),
    await help(user.id),
  ];
  await site.manager.post(`/v1/work-orders/${withNext}/helpers`).send({ userId: next.id }).expect(201);
  await site.through(done, ['start'], ['complete', { workPerformed: 'Oiled' }]);
  const own = await site.created({ assigneeId: user.id });
  expect((await deactivate(user.id)).body.openWork).toMatchObject({ workOrders: 4, isReassigned: false });
  expect(await helpers(plain)).toEqual([user.id]);
  const { body } = await deactivate(user.id, { reassignTo: { userId: next.id } });
  expect(body.openWork).toMatchObject({ workOrders: 4, isReassigned: true });
  expect(await Promise.all([plain, withNext, ofNext, done].map(helpers))).toEqual([
    [next.id],
    [next.id],
    [],
    [user.id],
  ]);
  expect(await workOrder(own.id)).toMatchObject({ assigneeId: next.id });
  expect((await deactivate(next.id, { reassignTo: { teamId: await site.team() } })).status).toBe(200);
  expect(await helpers(plain)).toEqual([]);
});
