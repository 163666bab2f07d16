import { waitUntil, type HttpClient } from '#libs/testing';
import { WorkOrderSite } from './work-order-site.js';

let site: WorkOrderSite;

beforeAll(async () => {
  site = await WorkOrderSite.open();
});

/** Every way to find a work order: none may show one to users whom it does not concern. */
async function expectHidden(id: string, client: HttpClient): Promise<void> {
  await client.get(`/v1/work-orders/${id}`).expect(404);
  await client.get(`/v1/work-orders/${id}/history`).expect(404);
  await client.get(`/v1/work-orders/${id}/comments`).expect(404);
  expect((await client.get('/v1/work-orders?limit=100')).body.data.map((row: { id: string }) => row.id)).not.toContain(
    id,
  );
}

describe('a technician', () => {
  it('sees and moves what is assigned to him or his teams, and nothing else', async () => {
    const bob = await site.person('technician');
    const team = await site.team(bob.id);
    const own = await site.created({ title: 'Own', assigneeId: bob.id });
    const shared = await site.created({ title: 'Shared', teamId: team });
    const foreign = await site.created({ title: 'Foreign', assigneeId: site.technician.id });
    const open = await site.created({ title: 'Open' });
    expect(await site.titles('sort=createdAt', bob.client)).toEqual(['Own', 'Shared']);
    expect((await bob.client.get('/v1/work-orders?include=total')).body.total).toBe(2);
    expect(await site.titles('q=foreign', bob.client)).toEqual([]);
    expect(await site.titles(`assigneeId=${site.technician.id}`, bob.client)).toEqual([]);
    for (const { id } of [own, shared]) await site.act(id, 'start', 1, {}, bob.client).expect(200);
    for (const { id } of [foreign, open]) {
      await expectHidden(id, bob.client);
      await site.act(id, 'start', 1, {}, bob.client).expect(404);
      await site.act(id, 'start', 9, {}, bob.client).expect(404);
    }
  });

  it('no longer sees work that is reassigned', async () => {
    const bob = await site.person('technician');
    const { id } = await site.created({ assigneeId: bob.id });
    await site.through(id, ['assign', { assigneeId: site.technician.id }]);
    await expectHidden(id, bob.client);
  });

  it('may not create, assign, cancel, reject or edit', async () => {
    const { id } = await site.created({ assigneeId: site.technician.id });
    const { client } = site.technician;
    await site.post({}, client).expect(403);
    await client.patch(`/v1/work-orders/${id}`).set('If-Match', '"1"').send({ priority: 'low' }).expect(403);
    for (const verb of ['assign', 'unassign', 'cancel', 'reject'])
      await site.act(id, verb, 1, { reason: 'x' }, client).expect(403);
  });
});

describe('a customer', () => {
  it('sees the work made from own requests, and no other at the linked facilities', async () => {
    const carla = await site.person('customer');
    await site.linkToFacility(carla.id);
    const hidden = await site.created({ title: 'Hidden' });
    const requested = await site.created({ title: 'Requested' });
    await site.madeFromRequest(requested.id, carla.id);
    expect(await site.titles('sort=createdAt', carla.client)).toEqual(['Requested']);
    const { body } = await carla.client.get(`/v1/work-orders/${requested.id}`).expect(200);
    expect(body.allowedTransitions).toEqual([]);
    await expectHidden(hidden.id, carla.client);
    await site.act(requested.id, 'cancel', 1, { reason: 'x' }, carla.client).expect(403);
  });
});

describe('whatever the rows', () => {
  const oracle = (schema: string): string => `select id from ${schema}.tasks where assigned_to = $1
    or assigned_team_id in (select team_id from ${schema}.team_members where user_id = $1)
    or service_request_id in (select id from ${schema}.service_requests where requested_by = $1)`;

  it('lists, search and counts show each person what an independent query finds', async () => {
    const people = [await site.person('technician'), await site.person('technician'), await site.person('customer')];
    const workers = people.slice(0, 2);
    const teams = await Promise.all(workers.map(({ id }) => site.team(id)));
    const assignments = [{}, ...workers.map(({ id }) => ({ assigneeId: id })), ...teams.map((teamId) => ({ teamId }))];
    for (const assignment of assignments) {
      for (const requester of [undefined, ...people.map(({ id }) => id)]) {
        const { id } = await site.created({ title: 'Swap the rope', ...assignment });
        if (requester) await site.madeFromRequest(id, requester);
      }
    }
    const { schema } = site.tenant.ref;
    for (const { id, client } of people) {
      const expected = (await site.testApp.database.query<{ id: string }>(oracle(schema), [id]))
        .map((row) => row.id)
        .sort();
      expect(expected.length).toBeGreaterThanOrEqual(assignments.length);
      for (const query of [
        'limit=100&include=total',
        'limit=100&include=total&q=rope',
        'limit=100&include=total&sort=dueAt',
      ]) {
        const { body } = await client.get(`/v1/work-orders?${query}`).expect(200);
        expect(body.data.map((row: { id: string }) => row.id).sort()).toEqual(expected);
        expect(body.total).toBe(expected.length);
      }
    }
  });
});

describe('another tenant', () => {
  it('answers as for an id that nobody has, wherever the id stands', async () => {
    const other = await WorkOrderSite.open(site.testApp);
    const { id } = await site.created();
    await expectHidden(id, other.manager);
    const body = { workPerformed: 'x', reason: 'x' };
    await other.manager.patch(`/v1/work-orders/${id}`).set('If-Match', '"1"').send({ priority: 'low' }).expect(404);
    for (const verb of ['start', 'resume', 'unassign']) await other.act(id, verb, 1).expect(404);
    for (const verb of ['hold', 'cancel', 'reject', 'reopen'])
      await other.act(id, verb, 1, { reason: body.reason }).expect(404);
    await other.act(id, 'complete', 1, { workPerformed: 'x' }).expect(404);
    expect((await other.post({ equipmentId: site.equipmentId }).expect(422)).body.code).toBe('equipment.unknown');
    expect((await other.post({ assigneeId: site.technician.id }).expect(422)).body.code).toBe('user.not_assignable');
    const own = await other.created();
    await other.act(own.id, 'assign', 1, { assigneeId: site.technician.id }).expect(422);
    expect(await other.titles(`assigneeId=${site.technician.id}`)).toEqual([]);
    expect((await site.manager.get(`/v1/work-orders/${id}`)).body).toMatchObject({ version: 1, status: 'new' });
  });
});

it("is nobody's business without a sign-in", async () => {
  const { anonymous } = site.testApp;
  await anonymous.get('/v1/work-orders').expect(401);
  await anonymous.post('/v1/work-orders').send({ nonsense: true }).expect(401);
});

describe('a helper', () => {
  const helpersOf = (id: string) => `/v1/work-orders/${id}/helpers`;
  const help = (id: string, userId: string, client = site.manager) => client.post(helpersOf(id)).send({ userId });

  it('sees the work everywhere, may visit it, and is told, while the assignee stays the one accountable', async () => {
    const ben = await site.person('technician');
    const { id, title, workOrderNumber } = await site.created({ title: 'Pump of Ben', assigneeId: site.technician.id });
    const sights = async () => ({
      list: await site.titles('limit=100', ben.client),
      search: await site.titles('q=pump', ben.client),
      total: (await ben.client.get('/v1/work-orders?include=total')).body.total,
      read: (await ben.client.get(`/v1/work-orders/${id}`)).status,
      mine: (await ben.client.get('/v1/me/work').expect(200)).body.workOrders.length,
    });
    const nothing = { list: [], search: [], total: 0, read: 404, mine: 0 };
    expect(await sights()).toEqual(nothing);
    const { body } = await help(id, ben.id).expect(201);
    expect(await sights()).toEqual({ list: [title], search: [title], total: 1, read: 200, mine: 1 });
    expect((await ben.client.get(helpersOf(id)).expect(200)).body.data).toEqual([body]);
    const read = (await ben.client.get(`/v1/work-orders/${id}`)).body;
    expect(read).toMatchObject({ assigneeId: site.technician.id, status: 'assigned', version: 1 });
    await ben.client.post(`/v1/work-orders/${id}/work-logs`).send({}).expect(201);
    await waitUntil(async () => {
      const { data } = (await ben.client.get('/v1/notifications')).body;
      return data.some((notice: { title: string }) => notice.title === `You help with: ${workOrderNumber} ${title}`);
    });
    await site.manager.delete(`${helpersOf(id)}/${body.id}`).expect(204);
    expect(await sights()).toEqual(nothing);
    const lines = (await site.history(id)).filter(({ action }: { action: string }) => /^helper_/.test(action));
    expect(lines.map(({ action, oldValue, newValue }: Record<string, string>) => [action, oldValue, newValue])).toEqual(
      [
        ['helper_added', null, ben.id],
        ['helper_removed', ben.id, null],
      ],
    );
  });

  it('is named once, by who may assign, for open work, and is somebody else who can do it', async () => {
    const [ben, carla] = [await site.person('technician'), await site.person('customer')];
    const { id } = await site.created({ assigneeId: site.technician.id });
    await help(id, ben.id, site.technician.client).expect(403);
    const refused = await help(id, carla.id).expect(422);
    expect(refused.body).toMatchObject({ code: 'user.not_assignable', errors: [{ pointer: '/userId' }] });
    expect((await help(id, site.technician.id).expect(409)).body.code).toBe('work_order.helper_is_assignee');
    const answers = await Promise.all(Array.from({ length: 4 }, () => help(id, ben.id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    const { id: helperId } = answers.find(({ status }) => status === 201)!.body;
    expect((await help(id, ben.id).expect(409)).body).toMatchObject({
      code: 'work_order.already_helping',
      existingId: helperId,
    });
    const other = await site.created();
    await site.manager.delete(`${helpersOf(other.id)}/${helperId}`).expect(404);
    await site.through(id, ['cancel', { reason: 'Twice' }]);
    await site.manager.delete(`${helpersOf(id)}/${helperId}`).expect(409);
    await help(id, (await site.person('technician')).id).expect(409);
  });
});
