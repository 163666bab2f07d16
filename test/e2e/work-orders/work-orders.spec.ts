import { runInTenant } from '#libs/request-context';
import { WorkOrderNumberService } from '../../../src/contexts/work-orders/orders/application/work-order-number.service.js';
import { WorkOrderSite } from './work-order-site.js';

let site: WorkOrderSite;

beforeAll(async () => {
  site = await WorkOrderSite.open();
});

const pointersOf = (body: { errors: { pointer: string }[] }) => body.errors.map(({ pointer }) => pointer).sort();

describe('POST /v1/work-orders', () => {
  it('takes the place from the machine and answers as a read would', async () => {
    const said = { title: 'Oil the door', priority: 'high', dueAt: '2026-12-01T10:00:00+02:00', estimatedHours: 1.5 };
    const response = await site.post(said).expect(201);
    const { id } = response.body;
    expect(response.body).toMatchObject({
      ...said,
      dueAt: '2026-12-01T08:00:00.000Z',
      facilityId: site.facilityId,
      equipmentName: 'Lift 2',
      type: 'repair',
      status: 'new',
      assigneeName: null,
      allowedTransitions: ['assign', 'start', 'cancel', 'reject'],
    });
    expect(response.headers).toMatchObject({ location: `/v1/work-orders/${id}`, etag: expect.stringMatching(/^"1-/) });
    const read = await site.manager.get(`/v1/work-orders/${id}`).expect(200);
    expect(read.body).toEqual(response.body);
    expect(read.headers['etag']).toMatch(/^"1-/);
  });

  it('has a number that no other has, whoever creates at once and whatever is refused, also in its events', async () => {
    const asked = Array.from({ length: 40 }, (_, n) => site.post(n % 5 ? {} : { assigneeId: site.facilityId }));
    const made = (await Promise.all(asked)).filter(({ status }) => status === 201).map(({ body }) => body);
    const numbers = made.map(({ workOrderNumber }) => workOrderNumber);
    expect(new Set(numbers).size).toBe(32);
    for (const number of numbers) expect(number).toMatch(/^WO-\d{4}-[1-9]\d*$/);
    const [event] = await site.query('outbox', 'aggregate_id = $1', made[0].id);
    expect(event!['payload']).toMatchObject({ workOrderNumber: numbers[0] });
  });

  it('is numbered by the calendar of the account, with a count that goes on from year to year', async () => {
    const numbers = site.testApp.get(WorkOrderNumberService);
    const at = new Date('2029-12-31T12:00:00Z');
    const numbered = async (timezone: string) => {
      const drawn = runInTenant({ ...site.tenant.ref, timezone }, 'test', () => numbers.next(at));
      return (await drawn).split('-').slice(1).map(Number);
    };
    const [[year, count], [laterYear, laterCount]] = [
      await numbered('America/New_York'),
      await numbered('Pacific/Auckland'),
    ] as [[number, number], [number, number]];
    expect([year, laterYear, laterCount - count]).toEqual([2029, 2030, 1]);
  });

  it('is created as assigned when somebody is named, in the response, the history and the events', async () => {
    const { id: assigneeId } = site.technician;
    const { body } = await site.post({ assigneeId }).expect(201);
    expect(body).toMatchObject({ status: 'assigned', assigneeId, version: 1 });
    expect((await site.manager.get(`/v1/work-orders/${body.id}`)).body).toEqual(body);
    expect(await site.history(body.id)).toMatchObject([
      { action: 'created' },
      { action: 'assigned', newValue: assigneeId },
    ]);
    const events = await site.query('outbox', 'aggregate_id = $1 order by sequence', body.id);
    expect(events.map((row) => row['event_type'])).toEqual(['work_order.created', 'work_order.assigned']);
    expect(events[1]!['payload']).toMatchObject({ title: body.title, assigneeId, facilityId: site.facilityId });
  });

  it('is created at a facility, too, and by users who may only create', async () => {
    const employee = await site.person('employee');
    const place = { equipmentId: null, facilityId: site.facilityId };
    const { body } = await site.post(place, employee.client).expect(201);
    expect(body).toMatchObject({
      equipmentId: null,
      equipmentName: null,
      createdById: employee.id,
      allowedTransitions: [],
    });
    await site.post({ assigneeId: site.technician.id }, employee.client).expect(403);
  });

  it('names every wrong field in one answer', async () => {
    const wrong = { title: ' ', type: 'party', priority: 1, dueAt: 'soon', estimatedHours: -1, assigneeId: 'bob' };
    const { body } = await site.post(wrong).expect(422);
    expect(pointersOf(body)).toEqual(['/assigneeId', '/dueAt', '/estimatedHours', '/priority', '/title', '/type']);
  });

  it.each(['id', 'status', 'version', 'createdById', 'completedAt', 'serviceRequestId', 'maintenanceScheduleId'])(
    'refuses %s, which is not for clients',
    async (field) => {
      const { body } = await site.post({ [field]: 'x' }).expect(400);
      expect(pointersOf(body)).toEqual([`/${field}`]);
    },
  );

  it('names the place at fault', async () => {
    const unknown = site.tenant.ref.id;
    const codes = async (body: object) =>
      (await site.post(body).expect(422)).body.errors.map(
        ({ pointer, code }: Record<string, string>) => `${pointer} ${code}`,
      );
    expect(await codes({ equipmentId: unknown })).toEqual(['/equipmentId equipment.unknown']);
    expect(await codes({ equipmentId: null, facilityId: unknown })).toEqual(['/facilityId facility.unknown']);
    expect(await codes({ facilityId: await site.facility() })).toEqual(['/facilityId equipment.elsewhere']);
    expect(await codes({ equipmentId: null })).toEqual(['/equipmentId field.required', '/facilityId field.required']);
    expect(await codes({ equipmentId: unknown, assigneeId: unknown })).toEqual([
      '/equipmentId equipment.unknown',
      '/assigneeId user.not_assignable',
    ]);
  });

  it('is not planned where nobody may work any more', async () => {
    const other = await WorkOrderSite.open(site.testApp);
    const close = (path: string) => other.manager.post(path).set('If-Match', '"1"').expect(200);
    await close(`/v1/facilities/${other.facilityId}/deactivate`);
    expect((await other.post({}).expect(422)).body.code).toBe('facility.inactive');
    await close(`/v1/equipment/${other.equipmentId}/decommission`);
    expect((await other.post({}).expect(422)).body.code).toBe('equipment.decommissioned');
  });

  it('goes to nobody who is inactive, a customer, unknown, or to two at once', async () => {
    const [customer, gone] = [await site.person('customer'), await site.person('technician')];
    await (await site.tenant.as('admin')).post(`/v1/users/${gone.id}/deactivate`).set('If-Match', '"1"').expect(200);
    for (const assigneeId of [customer.id, gone.id]) {
      expect((await site.post({ assigneeId }).expect(422)).body.code).toBe('user.not_assignable');
    }
    expect((await site.post({ teamId: site.facilityId }).expect(422)).body.code).toBe('team.not_assignable');
    const both = await site.post({ assigneeId: site.technician.id, teamId: await site.team() }).expect(422);
    expect(both.body.code).toBe('work_order.two_assignees');
  });

  it('writes one audit row and nothing when it is refused', async () => {
    const { id } = await site.created();
    const rows = await site.query('audit_logs', 'resource_id = $1', id);
    expect(rows).toMatchObject([{ action: 'create', resource_type: 'work_order', user_id: expect.any(String) }]);
    const before = (await site.query('tasks', 'true')).length;
    await site.post({ equipmentId: site.tenant.ref.id }).expect(422);
    expect(await site.query('tasks', 'true')).toHaveLength(before);
  });
});

describe('PATCH /v1/work-orders/{id}', () => {
  const patch = (id: string, version: number, body: object) =>
    site.manager.patch(`/v1/work-orders/${id}`).set('If-Match', `"${version}"`).send(body);

  it('keeps what is absent, clears what is null and notes each change', async () => {
    const { id } = await site.created({ description: 'Squeaks', dueAt: '2026-12-01T08:00:00Z' });
    const { body, headers } = await patch(id, 1, { dueAt: null, priority: 'critical' }).expect(200);
    expect(body).toMatchObject({ dueAt: null, priority: 'critical', description: 'Squeaks', version: 2 });
    expect(headers['etag']).toMatch(/^"2-/);
    expect((await site.manager.get(`/v1/work-orders/${id}`)).body).toEqual(body);
    const [, ...lines] = await site.history(id);
    expect(lines).toMatchObject([
      { action: 'priority_changed', oldValue: 'medium', newValue: 'critical' },
      { action: 'due_at_changed', oldValue: '2026-12-01T08:00:00.000Z', newValue: null },
    ]);
  });

  it('changes nothing, not even the version, where nothing differs', async () => {
    const { id, title } = await site.created();
    const { body } = await patch(id, 1, { title }).expect(200);
    expect(body.version).toBe(1);
    expect(await site.history(id)).toHaveLength(1);
  });

  it('demands the version that was seen', async () => {
    const { id } = await site.created();
    await site.manager.patch(`/v1/work-orders/${id}`).send({ priority: 'low' }).expect(428);
    await patch(id, 9, { priority: 'low' }).expect(412);
    const answers = await Promise.all(['low', 'high', 'critical'].map((priority) => patch(id, 1, { priority })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  it('refuses place, status and whatever else moves by acts of its own', async () => {
    const { id } = await site.created();
    const { body } = await patch(id, 1, { status: 'completed', equipmentId: null, assigneeId: null }).expect(400);
    expect(pointersOf(body)).toEqual(['/assigneeId', '/equipmentId', '/status']);
    await patch(id, 1, { title: null }).expect(422);
  });

  it('is over once the work is', async () => {
    const { id } = await site.created();
    await site.through(id, ['cancel', { reason: 'Not needed' }]);
    expect((await patch(id, 2, { priority: 'low' }).expect(409)).body).toMatchObject({
      code: 'work_order.closed',
      currentStatus: 'canceled',
    });
  });
});

it('takes comments, in their order, from those who see it', async () => {
  const { id } = await site.created({ assigneeId: site.technician.id });
  const comments = `/v1/work-orders/${id}/comments`;
  const first = await site.technician.client.post(comments).send({ comment: 'The part\nis late.' }).expect(201);
  await site.manager.post(comments).send({ comment: 'Thanks' }).expect(201);
  const { body } = await site.manager.get(comments).expect(200);
  expect(body.data.map(({ comment }: { comment: string }) => comment)).toEqual(['The part\nis late.', 'Thanks']);
  expect(body.data[0]).toEqual(first.body);
  expect(first.body.userId).toBe(site.technician.id);
  await site.manager.post(comments).send({ comment: '' }).expect(422);
  const stranger = await site.person('technician');
  await stranger.client.get(comments).expect(404);
  await stranger.client.post(comments).send({ comment: 'Hello' }).expect(404);
});

describe('the time that work is planned for', () => {
  const [before, at, after] = ['2026-12-01T09:00:00Z', '2026-12-01T10:00:00Z', '2026-12-01T10:00:01Z'];
  const late = { code: 'work_order.scheduled_after_due' };
  const change = async (id: string, changes: object) => {
    const { headers } = await site.manager.get(`/v1/work-orders/${id}`).expect(200);
    return site.manager
      .patch(`/v1/work-orders/${id}`)
      .set('If-Match', headers['etag'] as string)
      .send(changes);
  };

  it('is not after the time it is due, beside whatever else is wrong', async () => {
    const { body } = await site.post({ scheduledAt: after, dueAt: at }).expect(422);
    expect(body).toMatchObject({ ...late, errors: [{ pointer: '/scheduledAt' }] });
    const wrong = { scheduledAt: after, dueAt: at, equipmentId: site.tenant.ref.id, teamId: site.facilityId };
    expect(pointersOf((await site.post(wrong).expect(422)).body)).toEqual(['/equipmentId', '/scheduledAt', '/teamId']);
    await site.post({ scheduledAt: '2026-12-01T11:00:00+01:00', dueAt: at }).expect(201);
  });

  it('is judged for each item of a bulk', async () => {
    const item = { title: 'Oil', type: 'repair', equipmentId: site.equipmentId, dueAt: at };
    const items = [
      { ...item, scheduledAt: before },
      { ...item, scheduledAt: after },
    ];
    const { body } = await site.manager.post('/v1/work-orders/bulk').send({ items }).expect(207);
    expect(body.items).toMatchObject([{ status: 201 }, { status: 422, problem: late }]);
  });

  it.each([
    ['planned later', { scheduledAt: after }, '/scheduledAt'],
    ['due earlier', { dueAt: '2026-12-01T08:00:00Z' }, '/dueAt'],
    ['both', { scheduledAt: after, dueAt: before }, '/scheduledAt'],
  ])('is judged by what a change makes of it: %s', async (_, changes, pointer) => {
    const { id } = await site.created({ scheduledAt: before, dueAt: at });
    const answer = await change(id, changes);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ ...late, errors: [{ pointer }] });
    expect((await change(id, { scheduledAt: after, dueAt: null })).status).toBe(200);
  });

  it('does not keep work from being changed whose times were out of order before', async () => {
    const { id } = await site.created({ scheduledAt: before, dueAt: at });
    const { schema } = site.tenant.ref;
    await site.testApp.database.query(`update ${schema}.tasks set scheduled_date = $1 where id = $2`, [after, id]);
    expect((await change(id, { title: 'Oil it well', scheduledAt: after })).status).toBe(200);
  });
});
