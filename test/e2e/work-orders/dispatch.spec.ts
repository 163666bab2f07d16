import type { HttpClient } from '#libs/testing';
import { aPart } from '../../builders/inventory/part.builder.js';
import { WorkOrderSite } from './work-order-site.js';

let site: WorkOrderSite;
beforeAll(async () => {
  site = await WorkOrderSite.open();
});

interface Shown {
  readonly title: string;
}
const titlesOf = (rows: Shown[]) => rows.map(({ title }) => title);
const read = async (path: string, client: HttpClient = site.manager) => (await client.get(path).expect(200)).body;
const board = async (query = '', client?: HttpClient) => {
  const { columns } = await read(`/v1/work-orders/board?${query}`, client);
  return columns.map(({ status, count, workOrders }: { status: string; count: number; workOrders: Shown[] }) => [
    status,
    count,
    titlesOf(workOrders),
  ]);
};
const week = 'from=2099-01-05T00:00:00Z&to=2099-01-12T00:00:00Z';

describe('the board', () => {
  it('has each state of open work with its count and the first by due time, as lists show them', async () => {
    const facilityId = await site.facility();
    const place = { equipmentId: null, facilityId };
    const at = `facilityId=${facilityId}`;
    const late = await site.created({ ...place, title: 'Late', dueAt: '2099-02-01T00:00:00Z' });
    await site.created({ ...place, title: 'Soon', dueAt: '2099-01-01T00:00:00Z' });
    await site.created({ ...place, title: 'Any time' });
    const begun = await site.created({ ...place, title: 'Begun', assigneeId: site.technician.id });
    await site.through(begun.id, ['start']);
    const done = await site.created({ ...place, title: 'Done' });
    await site.through(done.id, ['start'], ['complete', { workPerformed: 'x' }]);
    expect(await board(`${at}&limit=2`)).toEqual([
      ['new', 3, ['Soon', 'Late']],
      ['assigned', 0, []],
      ['in_progress', 1, ['Begun']],
      ['on_hold', 0, []],
    ]);
    expect((await board(`${at}&assigneeId=${site.technician.id}`)).map(([, count]: unknown[]) => count)).toEqual([
      0, 0, 1, 0,
    ]);
    const { columns } = await read(`/v1/work-orders/board?${at}`);
    expect(columns[0].workOrders[1]).toEqual(await read(`/v1/work-orders/${late.id}`));
    expect(columns[0]).toMatchObject({ isCountCut: false });
  });

  it('counts and shows people what concerns them alone', async () => {
    const bob = await site.person('technician');
    const teamId = await site.team(bob.id);
    await site.created({ title: 'Own', assigneeId: bob.id, dueAt: '2099-01-01T00:00:00Z' });
    await site.created({ title: 'Team', teamId });
    await site.created({ title: 'Foreign', assigneeId: site.technician.id });
    expect(await board('', bob.client)).toEqual([
      ['new', 0, []],
      ['assigned', 2, ['Own', 'Team']],
      ['in_progress', 0, []],
      ['on_hold', 0, []],
    ]);
    expect((await board(`assigneeId=${site.technician.id}`, bob.client))[1]).toEqual(['assigned', 0, []]);
  });
});

describe('the calendar', () => {
  it('has the work of a range for each person and team, and open work that is not scheduled', async () => {
    const facilityId = await site.facility();
    const place = { equipmentId: null, facilityId };
    const teamId = await site.team();
    const at = (scheduledAt: string, body: object) => site.created({ ...place, scheduledAt, ...body });
    await at('2099-01-06T10:00:00Z', { title: 'Second', assigneeId: site.technician.id });
    await at('2099-01-05T00:00:00Z', { title: 'First', assigneeId: site.technician.id });
    await at('2099-01-07T10:00:00Z', { title: 'Team', teamId });
    await at('2099-01-08T10:00:00Z', { title: 'Nobody' });
    await at('2099-01-12T00:00:00Z', { title: 'After' });
    await at('2099-01-04T23:59:59Z', { title: 'Before' });
    const off = await at('2099-01-09T00:00:00Z', { title: 'Off' });
    await site.through(off.id, ['cancel', { reason: 'x' }]);
    await site.created({ ...place, title: 'Waiting' });
    const calendar = await read(`/v1/work-orders/calendar?${week}&facilityId=${facilityId}`);
    const lanes = calendar.lanes.map((lane: { assigneeId: string; teamId: string; workOrders: Shown[] }) => [
      lane.assigneeId ?? lane.teamId,
      titlesOf(lane.workOrders),
    ]);
    expect(lanes).toEqual([
      [site.technician.id, ['First', 'Second']],
      [teamId, ['Team']],
      [null, ['Nobody']],
    ]);
    expect(calendar).toMatchObject({ isCut: false });
    expect(calendar.lanes[1].teamName).toBe('Lifts');
    expect(titlesOf(calendar.unscheduled)).toEqual(['Waiting']);
    const own = await read(`/v1/work-orders/calendar?${week}&teamId=${teamId}`);
    expect([own.lanes.length, own.unscheduled]).toEqual([1, []]);
  });

  it('shows people what concerns them alone', async () => {
    const bob = await site.person('technician');
    await site.created({ title: 'Bob’s', assigneeId: bob.id, scheduledAt: '2099-01-06T00:00:00Z' });
    await site.created({ title: 'Bob’s, some day', assigneeId: bob.id });
    await site.created({ title: 'Foreign', assigneeId: site.technician.id, scheduledAt: '2099-01-06T00:00:00Z' });
    const { lanes, unscheduled } = await read(`/v1/work-orders/calendar?${week}`, bob.client);
    expect(lanes.map(({ workOrders }: { workOrders: Shown[] }) => titlesOf(workOrders))).toEqual([['Bob’s']]);
    expect(titlesOf(unscheduled)).toEqual(['Bob’s, some day']);
  });

  it.each([
    ['from=2099-01-05T00:00:00Z&to=2099-01-05T00:00:00Z', 'calendar.range_reversed'],
    ['from=2099-01-05T00:00:00Z&to=2099-06-05T00:00:00Z', 'calendar.range_too_long'],
  ])('refuses %s', async (range, code) => {
    expect((await site.manager.get(`/v1/work-orders/calendar?${range}`).expect(400)).body.code).toBe(code);
  });
});

describe('one’s own work', () => {
  it('has all that is needed on site, of one’s own open work alone', async () => {
    const bob = await site.person('technician');
    const before = await site.created({ title: 'Oiled before', assigneeId: site.technician.id });
    await site.through(before.id, ['start'], ['complete', { workPerformed: 'Oiled all hinges' }]);
    const later = await site.created({ title: 'Later', assigneeId: bob.id, scheduledAt: '2099-01-06T00:00:00Z' });
    const teamId = await site.team(bob.id);
    const place = { equipmentId: null, facilityId: site.facilityId, dueAt: '2099-01-05T00:00:00Z' };
    const soon = await site.created({ ...place, title: 'Soon', teamId });
    await site.created({ title: 'Foreign', assigneeId: site.technician.id });
    const done = await site.created({ title: 'Done', assigneeId: bob.id });
    await site.through(done.id, ['cancel', { reason: 'x' }]);
    const { id: partId } = (await site.manager.post('/v1/parts').send(aPart()).expect(201)).body;
    await site.manager.post(`/v1/work-orders/${later.id}/parts/plan`).send({ partId, quantity: 3 }).expect(200);
    await bob.client.post(`/v1/work-orders/${soon.id}/work-logs`).send({}).expect(201);

    const work = await read('/v1/me/work', bob.client);
    expect(work.openWorkLog).toMatchObject({ workOrderId: soon.id, workOrderNumber: soon.workOrderNumber });
    expect(titlesOf(work.workOrders.map(({ workOrder }: { workOrder: Shown }) => workOrder))).toEqual([
      'Soon',
      'Later',
    ]);
    const [first, second] = work.workOrders;
    expect(first).toMatchObject({ machine: null, requester: null, recentWork: [], parts: [] });
    expect(second.workOrder).toEqual(await read(`/v1/work-orders/${later.id}`, bob.client));
    expect(second.place).toMatchObject({ id: site.facilityId });
    expect(second.machine).toMatchObject({ id: site.equipmentId, name: 'Lift 2' });
    expect(second.recentWork).toMatchObject([
      { workOrderNumber: before.workOrderNumber, title: 'Oiled before', workPerformed: 'Oiled all hinges' },
    ]);
    expect(second.parts).toMatchObject([{ partId, planned: 3, missing: 3, cost: null }]);
    expect(work.isCut).toBe(false);
  });

  it('names whom to ask who has asked for it, and the way', async () => {
    const bob = await site.person('technician');
    const carla = await site.person('customer');
    const { id } = await site.created({ assigneeId: bob.id });
    await site.madeFromRequest(id, carla.id);
    await site.testApp.database.query(
      `update ${site.tenant.ref.schema}.facilities set latitude = 53.5, longitude = 9.25 where id = $1`,
      [site.facilityId],
    );
    const { workOrders } = await read('/v1/me/work', bob.client);
    expect(workOrders[0]).toMatchObject({
      requester: { requestNumber: `SR-${id}` },
      place: { directionsUrl: 'geo:53.5,9.25' },
    });
    expect((await read('/v1/me/work', carla.client)).workOrders).toEqual([]);
  });
});
