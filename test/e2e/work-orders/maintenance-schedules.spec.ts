import { JobRunner } from '#libs/jobs';
import {
  createTestApp,
  provisionTestTenant,
  waitUntil,
  type HttpClient,
  type TestApp,
  type TestTenant,
} from '#libs/testing';

const DAY = 86_400_000;

let testApp: TestApp;
let acme: TestTenant;
let admin: HttpClient;
let equipmentId: string;
let facilityId: string;

beforeAll(async () => {
  testApp = await createTestApp();
  acme = await provisionTestTenant(testApp);
  admin = await acme.as('admin');
  ({ id: facilityId } = (
    await admin.post('/v1/facilities').send({ name: 'Harbour Tower', timezone: 'Europe/Berlin' }).expect(201)
  ).body);
  equipmentId = await aMachine();
});
afterAll(() => testApp.close());

let machines = 0;
async function aMachine(): Promise<string> {
  machines += 1;
  const body = { facilityId, equipmentNumber: `L-${machines}`, name: `Lift ${machines}` };
  return (await admin.post('/v1/equipment').send(body).expect(201)).body.id;
}

/** Local time in UTC, so many days from now. */
const local = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 19);
const iso = (localTime: string) => `${localTime}.000Z`;

async function aSchedule(overrides: object = {}) {
  const body = {
    equipmentId,
    scheduleName: 'Service',
    frequencyType: 'daily',
    firstOccurrenceAt: local(-0.1),
    timezone: 'UTC',
    ...overrides,
  };
  return (await admin.post('/v1/maintenance-schedules').send(body).expect(201)).body;
}
const generate = async (id: string) => (await admin.post(`/v1/maintenance-schedules/${id}/generate`).expect(200)).body;
const workOrders = async (id: string) =>
  (await admin.get(`/v1/work-orders?maintenanceScheduleId=${id}&sort=dueAt&limit=100`).expect(200)).body.data;
const occurrences = async (id: string) =>
  (await admin.get(`/v1/maintenance-schedules/${id}/occurrences?sort=occurrenceAt&limit=100`).expect(200)).body.data;
const schedule = async (id: string) => (await admin.get(`/v1/maintenance-schedules/${id}`).expect(200)).body;
const act = async (path: string, body: object = {}) => {
  const { headers } = await admin.get(path.replace(/\/[a-z]+$/, '')).expect(200);
  return (
    await admin
      .post(path)
      .set('If-Match', headers.etag as string)
      .send(body)
      .expect(200)
  ).body;
};

describe('maintenance schedules', () => {
  it('are created in the zone of the facility unless another is given, with their next date', async () => {
    const body = {
      equipmentId,
      scheduleName: 'Month end',
      frequencyType: 'monthly',
      firstOccurrenceAt: '2099-01-31T09:00:00',
    };
    const { body: created, headers } = await admin.post('/v1/maintenance-schedules').send(body).expect(201);
    expect(headers).toMatchObject({ etag: '"1"', location: `/v1/maintenance-schedules/${created.id}` });
    expect(created).toMatchObject({
      ...body,
      equipmentName: 'Lift 1',
      timezone: 'Europe/Berlin',
      frequencyValue: 1,
      catchUp: 'latest',
      overlap: 'skip',
      recurrenceBasis: 'fixed',
      leadDays: 0,
      nextOccurrenceAt: '2099-01-31T08:00:00.000Z',
      lastOccurrenceAt: null,
      isPaused: false,
    });
    expect(await schedule(created.id)).toEqual(created);
  });

  it('answer every wrong field at once and store nothing', async () => {
    const body = {
      equipmentId: 'x',
      scheduleName: '',
      frequencyType: 'hourly',
      frequencyValue: 0,
      firstOccurrenceAt: '2027-02-30T09:00:00',
      timezone: 'Mars/Base',
      leadDays: -1,
    };
    const { body: problem } = await admin.post('/v1/maintenance-schedules').send(body).expect(422);
    expect(problem.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual(
      Object.keys(body)
        .map((name) => `/${name}`)
        .sort(),
    );
  });

  it.each([
    [{ frequencyType: 'custom_days' }, '/frequencyValue'],
    [{ equipmentId: '01900000-0000-7000-8000-00000000dead' }, '/equipmentId'],
    [{ defaultAssignedTo: '01900000-0000-7000-8000-00000000dead' }, '/defaultAssignedTo'],
    [{ defaultAssignedTeam: '01900000-0000-7000-8000-00000000dead' }, '/defaultAssignedTeam'],
  ])('refuse %j', async (wrong, pointer) => {
    const body = {
      equipmentId,
      scheduleName: 'x',
      frequencyType: 'daily',
      firstOccurrenceAt: '2099-01-31T09:00:00',
      ...wrong,
    };
    const { body: problem } = await admin.post('/v1/maintenance-schedules').send(body).expect(422);
    expect(problem.errors).toMatchObject([{ pointer }]);
  });

  it('preview their dates with the reason for each, and store nothing', async () => {
    const rule = {
      frequencyType: 'monthly',
      firstOccurrenceAt: '2027-01-31T02:30:00',
      timezone: 'Europe/Berlin',
      count: 3,
    };
    const { body } = await admin.post('/v1/maintenance-schedules/preview').send(rule).expect(200);
    expect(body.data.map(({ occurrenceAt }: { occurrenceAt: string }) => occurrenceAt)).toEqual([
      '2027-01-31T01:30:00.000Z',
      '2027-02-28T01:30:00.000Z',
      '2027-03-31T00:30:00.000Z',
    ]);
    expect(body.data[1].reason).toMatch(/28/);
  });

  it('are listed by machine, state and next date, and searched', async () => {
    const mine = await aMachine();
    const first = await aSchedule({
      equipmentId: mine,
      scheduleName: 'Rope inspection',
      firstOccurrenceAt: '2098-01-01T00:00:00',
    });
    const second = await aSchedule({
      equipmentId: mine,
      scheduleName: 'Oil change',
      firstOccurrenceAt: '2097-01-01T00:00:00',
      frequencyType: 'yearly',
    });
    const ids = async (query: string) =>
      (await admin.get(`/v1/maintenance-schedules?equipmentId=${mine}&${query}`).expect(200)).body.data.map(
        ({ id }: { id: string }) => id,
      );
    expect(await ids('')).toEqual([second.id, first.id]);
    expect(await ids('sort=-nextOccurrenceAt')).toEqual([first.id, second.id]);
    expect(await ids('frequencyType=yearly,monthly')).toEqual([second.id]);
    expect(await ids('q=rope')).toEqual([first.id]);
    expect(await ids('nextBefore=2097-06-01T00:00:00Z')).toEqual([second.id]);
    expect(await ids('paused=true')).toEqual([]);
  });

  it('are changed under If-Match only, count a new rule anew, and are deleted while they never ran', async () => {
    const { id } = await aSchedule({ firstOccurrenceAt: '2098-01-01T00:00:00' });
    await admin.patch(`/v1/maintenance-schedules/${id}`).send({ leadDays: 1 }).expect(428);
    await admin.patch(`/v1/maintenance-schedules/${id}`).set('If-Match', '"7"').send({ leadDays: 1 }).expect(412);
    const changes = { firstOccurrenceAt: '2098-03-01T00:00:00', description: 'moved' };
    const { body } = await admin
      .patch(`/v1/maintenance-schedules/${id}`)
      .set('If-Match', '"1"')
      .send(changes)
      .expect(200);
    expect(body).toMatchObject({ ...changes, nextOccurrenceAt: '2098-03-01T00:00:00.000Z', version: 2 });
    await admin.delete(`/v1/maintenance-schedules/${id}`).set('If-Match', '"2"').expect(204);
    await admin.get(`/v1/maintenance-schedules/${id}`).expect(404);
  });
});

describe('generation', () => {
  it('makes the due work order with its history, ledger row, audit row and notice, once', async () => {
    const technician = await acme.addUser('technician');
    const firstOccurrenceAt = local(-0.1);
    const { id } = await aSchedule({
      firstOccurrenceAt,
      defaultAssignedTo: technician.id,
      workOrderTitle: 'Daily round',
      workOrderPriority: 'high',
      estimatedHours: 1.5,
    });
    expect(await generate(id)).toEqual({ generated: 1, skipped: 0, missed: 0, capped: [] });
    expect(await generate(id)).toEqual({ generated: 0, skipped: 0, missed: 0, capped: [] });
    const [workOrder, ...others] = await workOrders(id);
    expect(others).toEqual([]);
    const facts = {
      title: 'Daily round',
      type: 'maintenance',
      priority: 'high',
      status: 'assigned',
      estimatedHours: 1.5,
      facilityId,
      equipmentId,
    };
    expect(workOrder).toMatchObject({
      ...facts,
      assigneeId: technician.id,
      dueAt: iso(firstOccurrenceAt),
      maintenanceScheduleId: id,
    });
    const history = (await admin.get(`/v1/work-orders/${workOrder.id}/history`).expect(200)).body.data;
    expect(history.map(({ action }: { action: string }) => action).sort()).toEqual(['assigned', 'created']);
    expect(await occurrences(id)).toMatchObject([
      { status: 'generated', workOrderId: workOrder.id, occurrenceAt: iso(firstOccurrenceAt) },
    ]);
    expect(await schedule(id)).toMatchObject({ lastOccurrenceAt: iso(firstOccurrenceAt), version: 1 });
    const audit = await testApp.database.query(
      `select from ${acme.ref.schema}.audit_logs where resource_id = $1 and action = 'create'`,
      [workOrder.id],
    );
    expect(audit).toHaveLength(1);
    const client = await acme.signIn(technician);
    const [notice] = await waitUntil(async () => {
      const { data } = (await client.get('/v1/notifications').expect(200)).body;
      return data.length > 0 && data;
    });
    expect(notice).toMatchObject({ type: 'task_assigned', linkId: workOrder.id, isRead: false });
    await client.get(`/v1/work-orders/${workOrder.id}`).expect(200);
  });

  it('is done by the beat for every tenant that has something due, without being asked', async () => {
    const { id } = await aSchedule();
    await waitUntil(async () => {
      await testApp.get(JobRunner).tick();
      return (await workOrders(id)).length === 1;
    });
  });

  it('makes work orders ahead of their date by the lead days', async () => {
    const firstOccurrenceAt = local(5);
    const { id } = await aSchedule({ frequencyType: 'weekly', firstOccurrenceAt, leadDays: 6 });
    expect(await generate(id)).toMatchObject({ generated: 1 });
    expect(await workOrders(id)).toMatchObject([{ dueAt: iso(firstOccurrenceAt) }]);
    const later = await aSchedule({ frequencyType: 'weekly', firstOccurrenceAt, leadDays: 3 });
    expect(await generate(later.id)).toMatchObject({ generated: 0 });
  });

  it.each([
    ['all', { generated: 4, skipped: 0, missed: 0 }],
    ['latest', { generated: 1, skipped: 0, missed: 3 }],
    ['none', { generated: 0, skipped: 0, missed: 4 }],
  ])('treats dates that passed as catchUp %s says', async (catchUp, counts) => {
    const { id } = await aSchedule({ firstOccurrenceAt: local(-3.2), catchUp, overlap: 'allow' });
    expect(await generate(id)).toEqual({ ...counts, capped: [] });
    const ledger = await occurrences(id);
    expect(ledger).toHaveLength(4);
    for (const { status, reason } of ledger)
      expect({ status, reason }).toEqual({ status, reason: expect.stringMatching(/./) });
    expect(await workOrders(id)).toHaveLength(counts.generated);
  });

  it('notes why nothing is made while another work order of the schedule is open', async () => {
    const { id } = await aSchedule({ firstOccurrenceAt: local(-2.5), catchUp: 'all', overlap: 'skip' });
    expect(await generate(id)).toMatchObject({ generated: 1, skipped: 2 });
    const [made, ...skipped] = await occurrences(id);
    expect(made.status).toBe('generated');
    for (const { reason } of skipped) expect(reason).toMatch(/still open/);
  });

  it('rests while a schedule is paused, and then does as catchUp says', async () => {
    const { id } = await aSchedule({ firstOccurrenceAt: local(-1.5), catchUp: 'latest' });
    expect(await act(`/v1/maintenance-schedules/${id}/pause`, { reason: 'refurbishment' })).toMatchObject({
      isPaused: true,
      pauseReason: 'refurbishment',
    });
    const { body: refused } = await admin.post(`/v1/maintenance-schedules/${id}/generate`).expect(409);
    expect(refused.code).toBe('maintenance_schedule.paused');
    await testApp.get(JobRunner).tick();
    expect(await occurrences(id)).toEqual([]);
    await act(`/v1/maintenance-schedules/${id}/resume`);
    expect(await generate(id)).toMatchObject({ generated: 1, missed: 1 });
  });

  it('counts the next date of a floating schedule from the completion', async () => {
    const { id } = await aSchedule({
      frequencyType: 'custom_days',
      frequencyValue: 10,
      firstOccurrenceAt: local(-4.2),
      recurrenceBasis: 'floating',
    });
    await generate(id);
    const [{ id: workOrderId }] = await workOrders(id);
    expect(await generate(id)).toMatchObject({ generated: 0 });
    await act(`/v1/work-orders/${workOrderId}/start`);
    const { completedAt } = await act(`/v1/work-orders/${workOrderId}/complete`, { workPerformed: 'Greased.' });
    const expected = new Date(Date.parse(completedAt) + 10 * DAY).toISOString().slice(0, 10);
    expect((await schedule(id)).nextOccurrenceAt.slice(0, 10)).toBe(expected);
  });

  it('makes up for a date ahead as soon as the open work order is closed', async () => {
    const { id } = await aSchedule({ firstOccurrenceAt: local(-0.5), leadDays: 2, overlap: 'skip' });
    expect(await generate(id)).toMatchObject({ generated: 1 });
    const [{ id: workOrderId }] = await workOrders(id);
    await act(`/v1/work-orders/${workOrderId}/cancel`, { reason: 'not needed' });
    expect(await generate(id)).toMatchObject({ generated: 1 });
    expect(await workOrders(id)).toHaveLength(2);
  });

  it('makes nothing for a machine out of use, and says so', async () => {
    const retired = await aMachine();
    const { id } = await aSchedule({ equipmentId: retired });
    await act(`/v1/equipment/${retired}/decommission`);
    expect(await generate(id)).toMatchObject({ generated: 0, skipped: 1 });
    expect(await occurrences(id)).toMatchObject([
      { status: 'skipped', workOrderId: null, reason: expect.stringMatching(/decommissioned/) },
    ]);
  });

  it('leaves work unassigned when the assignee was deactivated meanwhile', async () => {
    const leaver = await acme.addUser('technician');
    const { id } = await aSchedule({ defaultAssignedTo: leaver.id });
    await act(`/v1/users/${leaver.id}/deactivate`);
    await generate(id);
    expect(await workOrders(id)).toMatchObject([{ status: 'new', assigneeId: null }]);
  });

  it('keeps a schedule that ran from being deleted', async () => {
    const { id } = await aSchedule();
    await generate(id);
    const { body } = await admin.delete(`/v1/maintenance-schedules/${id}`).set('If-Match', '"1"').expect(409);
    expect(body).toMatchObject({ code: 'maintenance_schedule.has_run', references: { occurrences: 1 } });
  });
});
