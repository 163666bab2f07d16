import { randomUUID } from 'node:crypto';
import type { HttpClient } from '#libs/testing';
import { aPart } from '../../builders/inventory/part.builder.js';
import { WorkOrderSite } from './work-order-site.js';

let site: WorkOrderSite;
beforeAll(async () => {
  site = await WorkOrderSite.open();
});

const link = (id: string, type: string, workOrderId: string, client = site.manager) =>
  client.post(`/v1/work-orders/${id}/links`).send({ type, workOrderId });
const linksOf = async (id: string, client: HttpClient = site.manager, query = '') =>
  (await client.get(`/v1/work-orders/${id}/links?${query}`).expect(200)).body.data;
const orders = (count: number) => Promise.all(Array.from({ length: count }, () => site.created()));
const ids = async (count: number) => (await orders(count)).map(({ id }) => id as string) as [string, ...string[]];

describe('a link', () => {
  it('is seen from both ends, until it is removed from either, and is a line in both histories', async () => {
    const [one, other] = await orders(2);
    const { body } = await link(one.id, 'blocks', other.id).expect(201);
    const { workOrderNumber, title, status } = other;
    expect(body).toMatchObject({ type: 'blocks', direction: 'outgoing', workOrderId: other.id });
    expect(await linksOf(one.id)).toMatchObject([{ id: body.id, workOrderNumber, title, status }]);
    expect(await linksOf(other.id)).toMatchObject([{ id: body.id, direction: 'incoming', workOrderId: one.id }]);
    expect(await linksOf(one.id, site.manager, 'type=duplicates')).toEqual([]);
    const again = await link(one.id, 'blocks', other.id).expect(409);
    expect(again.body).toMatchObject({ code: 'work_order_link.already', existingId: body.id });
    await site.manager.delete(`/v1/work-orders/${randomUUID()}/links/${body.id}`).expect(404);
    await site.manager.delete(`/v1/work-orders/${other.id}/links/${body.id}`).expect(204);
    for (const { id } of [one, other]) {
      expect(await linksOf(id)).toEqual([]);
      const actions = (await site.history(id)).map(({ action, notes }: Record<string, string>) => [action, notes]);
      expect(actions.slice(1)).toEqual([
        ['link_added', 'blocks'],
        ['link_removed', 'blocks'],
      ]);
    }
  });

  it('never leads back to where it began, by however many steps of its kind', async () => {
    const [a, b, c] = (await ids(3)) as [string, string, string];
    await link(a, 'blocks', b).expect(201);
    await link(b, 'blocks', c).expect(201);
    expect((await link(c, 'blocks', a).expect(409)).body.code).toBe('work_order_link.cycle');
    expect((await link(b, 'blocks', a).expect(409)).body.code).toBe('work_order_link.cycle');
    expect((await link(a, 'blocks', a).expect(422)).body.code).toBe('work_order_link.to_itself');
    await link(c, 'duplicates', a).expect(201);
  });

  it('closes no circle when all of its links are made at once', async () => {
    const ring = await ids(6);
    const answers = await Promise.all(ring.map((id, at) => link(id, 'blocks', ring[(at + 1) % ring.length]!)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array<number>(5).fill(201), 409]);
  });

  it('shows nobody a work order that they do not see, and is made to none', async () => {
    const own = await site.created({ assigneeId: site.technician.id });
    const foreign = await site.created();
    const { body } = await link(own.id, 'follow_up_of', foreign.id).expect(201);
    const { client } = site.technician;
    expect(await linksOf(own.id, client, 'include=total')).toEqual([]);
    await client.get(`/v1/work-orders/${foreign.id}/links`).expect(404);
    await link(own.id, 'blocks', foreign.id, client).expect(403);
    await client.delete(`/v1/work-orders/${own.id}/links/${body.id}`).expect(403);
    const unknown = await link(own.id, 'blocks', randomUUID()).expect(422);
    expect(unknown.body.errors).toMatchObject([{ pointer: '/workOrderId' }]);
  });
});

describe('a follow-up', () => {
  const followUp = (id: string, body: object = {}, client = site.manager) =>
    client.post(`/v1/work-orders/${id}/follow-ups`).send(body);
  const part = async () => {
    const { id } = (await site.manager.post('/v1/parts').send(aPart()).expect(201)).body;
    await site.manager.post(`/v1/parts/${id}/receive`).send({ quantity: 10 }).expect(201);
    return id as string;
  };
  const parts = (id: string, verb: string, body: object) =>
    site.manager.post(`/v1/work-orders/${id}/parts/${verb}`).send(body).expect(200);
  const plannedFor = async (id: string) =>
    (await site.manager.get(`/v1/work-orders/${id}/parts`).expect(200)).body.parts.map(
      ({ partId, planned, reserved }: Record<string, unknown>) => [partId, planned, reserved],
    );

  it('is at the same place, has what it is given, and says what it follows', async () => {
    const original = await site.created({ title: 'Oil', priority: 'high', type: 'repair' });
    const response = await followUp(original.id, { priority: 'low', assigneeId: site.technician.id }).expect(201);
    const { body } = response;
    expect(body).toMatchObject({
      title: `Follow-up of ${original.workOrderNumber}: Oil`,
      type: 'repair',
      priority: 'low',
      status: 'assigned',
      equipmentId: site.equipmentId,
      facilityId: site.facilityId,
    });
    expect(response.headers['location']).toBe(`/v1/work-orders/${body.id}`);
    expect(await linksOf(body.id)).toMatchObject([{ type: 'follow_up_of', workOrderId: original.id }]);
    expect((await site.manager.get(`/v1/work-orders/${body.id}`)).body).toEqual(body);
  });

  it('takes over the parts that were not used, once when two are made at once of open work', async () => {
    const { id } = await site.created();
    const partId = await part();
    await parts(id, 'plan', { partId, quantity: 5 });
    await parts(id, 'use', { partId, quantity: 2 });
    const made = await Promise.all([followUp(id), followUp(id)]);
    const plans = await Promise.all(made.map(({ body }) => plannedFor(body.id)));
    expect(plans.flat()).toEqual([[partId, 3, 3]]);
    expect(await plannedFor(id)).toEqual([[partId, 2, 0]]);
  });

  it('leaves the plan of work that has ended, and takes nothing when told so', async () => {
    const { id } = await site.created();
    const partId = await part();
    await parts(id, 'plan', { partId, quantity: 5 });
    await site.through(id, ['start'], ['complete', { workPerformed: 'Half of it' }]);
    const [all, none] = [await followUp(id).expect(201), await followUp(id, { withParts: false }).expect(201)];
    expect(await plannedFor(all.body.id)).toEqual([[partId, 5, 5]]);
    expect(await plannedFor(none.body.id)).toEqual([]);
    expect(await plannedFor(id)).toEqual([[partId, 5, 0]]);
  });

  it('needs the right to plan parts where there are some, or nothing is made at all', async () => {
    const { client } = await site.person('employee');
    const { id } = await site.created();
    await parts(id, 'plan', { partId: await part(), quantity: 1 });
    await followUp(id, {}, client).expect(403);
    expect(await linksOf(id)).toEqual([]);
    await followUp(id, { withParts: false }, client).expect(201);
    await followUp(id, {}, site.technician.client).expect(403);
  });
});

describe('work that is blocked', () => {
  const start = (id: string, body: object = {}, client = site.manager) => site.act(id, 'start', 1, body, client);

  async function blocked(body: object = {}, blocking: object = {}) {
    const [blocker, order] = [await site.created(blocking), await site.created(body)];
    await link(blocker.id, 'blocks', order.id).expect(201);
    return { blocker, order };
  }

  it('is not started while the other is open, in whatever state, and is once that has ended', async () => {
    const { blocker, order } = await blocked();
    const { workOrderNumber } = blocker;
    const steps = [
      ['start'],
      ['hold', { reason: 'Part' }],
      ['resume'],
      ['complete', { workPerformed: 'Oiled' }],
    ] as const;
    for (const step of steps) {
      const { body } = await start(order.id).expect(409);
      const blockedBy = [{ workOrderId: blocker.id, workOrderNumber }];
      expect(body).toMatchObject({ code: 'work_order.blocked', blockedBy, count: 1 });
      expect(body.detail).toContain(workOrderNumber);
      await site.through(blocker.id, step);
    }
    await site.through(blocker.id, ['reopen', { reason: 'Again' }]);
    await start(order.id).expect(409);
    await site.through(blocker.id, ['cancel', { reason: 'No' }]);
    await start(order.id).expect(200);
  });

  it('is what other links, the other direction and work that began before do not make of it', async () => {
    const { blocker, order } = await blocked();
    await start(blocker.id).expect(200);
    const [one, other] = await orders(2);
    await link(one.id, 'duplicates', other.id).expect(201);
    await start(other.id).expect(200);
    await site.through(
      order.id,
      ['assign', { assigneeId: site.technician.id }],
      ['hold', { reason: 'Part' }],
      ['resume'],
    );
  });

  it('is forced with a reason by who may, which the history says', async () => {
    const { blocker, order } = await blocked({ assigneeId: site.technician.id });
    const reason = 'The lift is out of service anyway';
    await start(order.id, { force: true, reason }, site.technician.client).expect(403);
    const unsaid = await start(order.id, { force: true }).expect(422);
    expect(unsaid.body).toMatchObject({ code: 'work_order.reason_required', errors: [{ pointer: '/reason' }] });
    expect((await start(order.id, { force: true, reason }).expect(200)).body).toMatchObject({ startBackdated: false });
    const [line] = (await site.history(order.id)).filter(({ action }: { action: string }) => action === 'start_forced');
    expect(line).toMatchObject({ newValue: blocker.id, notes: reason });
    const free = await site.created({ assigneeId: site.technician.id });
    await start(free.id, { force: true }, site.technician.client).expect(200);
    expect((await start(free.id, { force: true }).expect(412)).body.code).toBe('resource.stale');
  });

  it('names to a technician only what they see', async () => {
    const own = { assigneeId: site.technician.id };
    const { blocker, order } = await blocked(own, own);
    const hidden = await site.created();
    await link(hidden.id, 'blocks', order.id).expect(201);
    const { body } = await start(order.id, {}, site.technician.client).expect(409);
    expect(body).toMatchObject({ count: 2, blockedBy: [{ workOrderId: blocker.id }] });
    expect(JSON.stringify(body)).not.toContain(hidden.workOrderNumber);
  });
});
