import type { HttpClient } from '#libs/testing';
import { WorkOrderSite } from './work-order-site.js';

let site: WorkOrderSite;

beforeAll(async () => {
  site = await WorkOrderSite.open();
});

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const late = (minutes: number) => ({ arrivedAt: minutesAgo(minutes), reason: 'No reception' });

function arrive(workOrderId: string, body: object = {}, client: HttpClient = site.technician.client) {
  return client.post(`/v1/work-orders/${workOrderId}/work-logs`).send(body);
}

function depart(log: { id: string; version: number }, body: object = {}, client: HttpClient = site.technician.client) {
  return client.post(`/v1/work-logs/${log.id}/depart`).set('If-Match', `"${log.version}"`).send(body);
}

function correct(log: { id: string; version: number }, body: object, client: HttpClient = site.manager) {
  return client.patch(`/v1/work-logs/${log.id}`).set('If-Match', `"${log.version}"`).send(body);
}

/** A technician with a work order of their own. */
async function atWork() {
  const person = await site.person('technician');
  const { id: workOrderId } = await site.created({ assigneeId: person.id });
  return { ...person, workOrderId, arrive: (body = {}, id = workOrderId) => arrive(id, body, person.client) };
}

describe('a visit', () => {
  it('goes from arrival to departure, with position, distance, minutes and history', async () => {
    const { id, client, workOrderId, ...bob } = await atWork();
    const { body: facility } = await site.manager.get(`/v1/facilities/${site.facilityId}`).expect(200);
    await site.manager
      .patch(`/v1/facilities/${site.facilityId}`)
      .set('If-Match', `"${facility.version}"`)
      .send({ latitude: 53.5503, longitude: 9.9921 })
      .expect(200);
    const position = { latitude: 53.5512, longitude: 9.9921 };
    const { body: log, headers } = await bob.arrive({ ...late(90), ...position, travelTimeMinutes: 25 }).expect(201);
    expect(headers['location']).toBe(`/v1/work-logs/${log.id}`);
    expect(log).toMatchObject({ workOrderId, technicianId: id, isOpen: true, facilityId: site.facilityId });
    expect(log).toMatchObject({ arrivalDistanceMeters: 100, arrivalReason: 'No reception', travelTimeMinutes: 25 });
    const { body: ended } = await depart(log, { breakMinutes: 15, notes: 'Oiled' }, client).expect(200);
    expect(ended).toMatchObject({ isOpen: false, workTimeMinutes: 75, endedBy: 'departure', departureReason: null });
    expect((await client.get(`/v1/work-logs/${log.id}`).expect(200)).body).toEqual(ended);
    const lines = (await site.history(workOrderId)).slice(-2);
    expect(lines).toMatchObject([
      { action: 'arrived', newValue: id, userId: id, notes: 'No reception' },
      { action: 'departed', newValue: id, notes: null },
    ]);
    expect((await depart(ended, {}, client)).body.code).toBe('work_log.already_departed');
  });

  it('is refused while another is open, which is named, and ends that one if asked to', async () => {
    const bob = await atWork();
    const { id: other } = await site.created({ assigneeId: bob.id });
    const { body: open } = await bob.arrive(late(30)).expect(201);
    const refused = await bob.arrive({}, other).expect(409);
    expect(refused.body).toMatchObject({
      code: 'work_log.open_elsewhere',
      workLogId: open.id,
      workOrderId: bob.workOrderId,
    });
    expect((await bob.arrive({}).expect(409)).body).toMatchObject({
      code: 'work_log.already_arrived',
      workLogId: open.id,
    });
    const { body: next } = await bob.arrive({ closeOpen: true }, other).expect(201);
    const { body: left } = await bob.client.get(`/v1/work-logs/${open.id}`);
    expect(left).toMatchObject({
      isOpen: false,
      departedAt: next.arrivedAt,
      endedBy: 'next_arrival',
      workTimeMinutes: 30,
    });
  });

  it('begins once, however many arrive at once', async () => {
    const bob = await atWork();
    const { id: other } = await site.created({ assigneeId: bob.id });
    const arrivals = Array.from({ length: 10 }, (_, index) => bob.arrive({}, index % 2 ? other : bob.workOrderId));
    const statuses = (await Promise.all(arrivals)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
  });

  it('takes place at open work that the caller sees, by people who work', async () => {
    const { id: foreign } = await site.created();
    const bob = await atWork();
    await bob.arrive({}, foreign).expect(404);
    await bob.arrive({ technicianId: site.technician.id }).expect(403);
    const customer = await site.person('customer');
    const refused = await arrive(foreign, { technicianId: customer.id }, site.manager).expect(422);
    expect(refused.body).toMatchObject({ code: 'user.not_assignable', errors: [{ pointer: '/technicianId' }] });
    const { body: log } = await arrive(foreign, { technicianId: bob.id }, site.manager).expect(201);
    expect(log.technicianId).toBe(bob.id);
    const version = (await site.manager.get(`/v1/work-orders/${foreign}`)).body.version;
    await site.act(foreign, 'cancel', version, { reason: 'Not needed' }).expect(200);
    expect((await arrive(foreign, {}, site.manager).expect(409)).body.code).toBe('work_order.closed');
    const { body: closed } = await site.manager.get(`/v1/work-logs/${log.id}`);
    expect(closed).toMatchObject({ isOpen: false, endedBy: 'work_ended' });
  });

  it.each([
    ['later than now', () => ({ arrivedAt: minutesAgo(-2) }), 'work_log.in_future', '/arrivedAt'],
    ['late without a reason', () => ({ arrivedAt: minutesAgo(6) }), 'work_log.reason_required', '/reason'],
    ['more than a day ago', () => late(24 * 60 + 1), 'work_log.too_long', '/arrivedAt'],
    ['half a position', () => ({ latitude: 53 }), 'work_log.incomplete_position', '/longitude'],
    ['a position off the globe', () => ({ latitude: 91, longitude: 0 }), 'field.too_large', '/latitude'],
  ])('with %s is refused', async (_what, body, code, pointer) => {
    const bob = await atWork();
    const { body: problem } = await bob.arrive(body()).expect(422);
    expect(problem.errors).toEqual([expect.objectContaining({ code, pointer })]);
  });

  it('never overlaps another one', async () => {
    const bob = await atWork();
    const { body: log } = await bob.arrive(late(60)).expect(201);
    await depart(log, { departedAt: minutesAgo(30), reason: 'No reception' }, bob.client).expect(200);
    const refused = await bob.arrive(late(45)).expect(409);
    expect(refused.body).toMatchObject({ code: 'work_log.overlaps', workLogId: log.id });
    const { body: next } = await bob.arrive(late(30 - 1)).expect(201);
    expect((await bob.arrive({ ...late(50), closeOpen: true }).expect(409)).body.code).toBe('work_log.overlaps');
    const overlapping = { arrivedAt: minutesAgo(40), reason: 'Came earlier' };
    expect((await correct(next, overlapping).expect(409)).body).toMatchObject({ workLogId: log.id });
  });
});

describe('who sees visits', () => {
  it('technicians see their own; lists count no others', async () => {
    const [bob, eve] = [await atWork(), await atWork()];
    const { body: log } = await bob.arrive().expect(201);
    await eve.arrive().expect(201);
    const { body: own } = await eve.client.get('/v1/work-logs?include=total').expect(200);
    expect([own.total, own.data[0].technicianId]).toEqual([1, eve.id]);
    expect((await eve.client.get(`/v1/work-logs?technicianId=${bob.id}`)).body.data).toEqual([]);
    await eve.client.get(`/v1/work-logs/${log.id}`).expect(404);
    await depart(log, {}, eve.client).expect(404);
    await eve.client.get(`/v1/work-orders/${bob.workOrderId}/work-logs`).expect(404);
    const { body: all } = await site.manager.get(`/v1/work-logs?technicianId=${bob.id}&open=true`).expect(200);
    expect(all.data.map((row: { id: string }) => row.id)).toEqual([log.id]);
    expect((await site.manager.get(`/v1/work-orders/${bob.workOrderId}/work-logs`)).body.data).toHaveLength(1);
    const elsewhere = `/v1/work-logs?facilityId=${await site.facility()}`;
    expect((await site.manager.get(elsewhere).expect(200)).body.data).toEqual([]);
  });

  it('employees see and record nothing; customers not even that', async () => {
    const [employee, customer] = [await site.person('employee'), await site.person('customer')];
    const bob = await atWork();
    const { body: log } = await bob.arrive().expect(201);
    await employee.client.get(`/v1/work-logs/${log.id}`).expect(200);
    await depart(log, {}, employee.client).expect(403);
    await customer.client.get('/v1/work-logs').expect(403);
    await correct(log, { notes: 'x', reason: 'x' }, bob.client).expect(403);
  });
});

describe('a correction', () => {
  async function completed(done: object = {}) {
    const bob = await atWork();
    const { body: log } = await bob.arrive(late(90)).expect(201);
    await site.through(bob.workOrderId, ['start'], ['complete', { workPerformed: 'Oiled', ...done }]);
    return { ...bob, log: (await site.manager.get(`/v1/work-logs/${log.id}`)).body };
  }
  const hoursOf = async (id: string) => (await site.manager.get(`/v1/work-orders/${id}`)).body.actualHours;

  it('moves the hours of completed work, in its history, marked and with the reason', async () => {
    const { workOrderId, log } = await completed();
    expect(await hoursOf(workOrderId)).toBe(1.5);
    const change = { arrivedAt: minutesAgo(60), departedAt: minutesAgo(30), reason: 'Came later' };
    const { body } = await correct(log, change).expect(200);
    expect(body).toMatchObject({
      workTimeMinutes: 30,
      correctionReason: 'Came later',
      correctedAt: expect.any(String),
    });
    expect(await hoursOf(workOrderId)).toBe(0.5);
    const lines = (await site.history(workOrderId)).slice(-2);
    const actions = lines.map(({ action }: { action: string }) => action);
    expect(actions.sort()).toEqual(['actual_hours_changed', 'work_log_corrected']);
    const corrected = lines.find(({ action }: { action: string }) => action === 'work_log_corrected');
    expect(corrected).toMatchObject({
      oldValue: `${log.arrivedAt}/${log.departedAt}, break 0 min`,
      newValue: `${change.arrivedAt}/${change.departedAt}, break 0 min`,
      notes: 'Came later',
    });
    await correct(log, { ...change, breakMinutes: 5 }).expect(412);
  });

  it('is seen by customers whose work it is, without the reason', async () => {
    const { workOrderId, log } = await completed();
    await correct(log, { breakMinutes: 5, reason: 'Was at lunch' }).expect(200);
    const customer = await site.person('customer');
    await site.madeFromRequest(workOrderId, customer.id);
    const lines = await site.history(workOrderId, customer.client);
    const ofVisit = ['arrived', 'work_log_corrected'].map((wanted) =>
      lines.find(({ action }: { action: string }) => action === wanted),
    );
    expect(ofVisit).toMatchObject([{ notes: null }, { notes: null }]);
    expect(JSON.stringify(lines)).not.toMatch(/lunch|No reception/);
  });

  it('leaves hours alone that were given by hand, until the work is completed anew', async () => {
    const { workOrderId, log } = await completed({ actualHours: 2 });
    await correct(log, { breakMinutes: 60, reason: 'Lunch' }).expect(200);
    expect(await hoursOf(workOrderId)).toBe(2);
    const again = await site.through(
      workOrderId,
      ['reopen', { reason: 'Squeaks' }],
      ['complete', { workPerformed: 'Oiled' }],
    );
    expect(again.actualHours).toBe(0.5);
  });
});
