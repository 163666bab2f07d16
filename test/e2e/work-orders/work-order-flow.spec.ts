import { waitUntil } from '#libs/testing';
import { WorkOrderSite } from './work-order-site.js';

let site: WorkOrderSite;

beforeAll(async () => {
  site = await WorkOrderSite.open();
});

describe('from creation to completion', () => {
  it('passes through every role, each step with its history entry', async () => {
    const { id } = await site.created({ type: 'maintenance' });
    const { id: assigneeId, client } = site.technician;
    const assigned = await site.act(id, 'assign', 1, { assigneeId }).expect(200);
    expect(assigned.body).toMatchObject({ status: 'assigned', assigneeId, version: 2 });
    const started = await site.act(id, 'start', 2, {}, client).expect(200);
    expect(started.body).toMatchObject({ status: 'in_progress', startedAt: expect.stringMatching(/Z$/) });
    expect(started.body.allowedTransitions).toEqual(['hold', 'complete']);
    const held = await site.act(id, 'hold', 3, { reason: 'Waiting for a part' }, client).expect(200);
    expect(held.body).toMatchObject({ status: 'on_hold', statusReason: 'Waiting for a part' });
    await site.act(id, 'resume', 4, {}, client).expect(200);
    const done = { workPerformed: 'Oiled', partsNote: '2 pins', actualHours: 1.25 };
    const completed = await site.act(id, 'complete', 5, done, client).expect(200);
    expect(completed.body).toMatchObject({ ...done, status: 'completed', statusReason: null, version: 6 });
    expect(completed.headers['etag']).toMatch(/^"6-/);
    expect((await client.get(`/v1/work-orders/${id}`).expect(200)).body).toEqual(completed.body);
    const history = await site.history(id);
    expect(
      history.map(({ action, oldValue, newValue, notes }: Record<string, unknown>) => [
        action,
        oldValue,
        newValue,
        notes,
      ]),
    ).toEqual([
      ['created', null, 'new', null],
      ['assigned', null, assigneeId, null],
      ['started', 'assigned', 'in_progress', null],
      ['held', 'in_progress', 'on_hold', 'Waiting for a part'],
      ['resumed', 'on_hold', 'in_progress', null],
      ['completed', 'in_progress', 'completed', null],
    ]);
    expect(history[2].userId).toBe(assigneeId);
  });

  it('notes completed maintenance on the machine, and repairs not', async () => {
    const machine = async () => (await site.manager.get(`/v1/equipment/${site.equipmentId}`).expect(200)).body;
    const before = await machine();
    const repair = await site.created({ type: 'repair' });
    await site.through(repair.id, ['start'], ['complete', { workPerformed: 'Welded' }]);
    expect((await machine()).version).toBe(before.version);
    const maintenance = await site.created({ type: 'maintenance' });
    const { completedAt } = await site.through(maintenance.id, ['start'], ['complete', { workPerformed: 'Oiled' }]);
    expect(await machine()).toMatchObject({ lastMaintenanceDate: completedAt, version: before.version + 1 });
  });

  it('closes open work logs and counts the hours from all of them', async () => {
    const { id } = await site.created({ assigneeId: site.technician.id });
    const { body: started } = await site.act(id, 'start', 1).expect(200);
    const log = (status: string, minutes: number | null, arrived: string) =>
      site.testApp.database.query(
        `insert into ${site.tenant.ref.schema}.technician_work_logs (task_id, technician_id, work_status, work_time_minutes, arrival_time)
         values ($1, $2, $3, $4, now() - $5::interval)`,
        [id, site.technician.id, status, minutes, arrived],
      );
    await log('completed', 40, '5 hours');
    await log('in_progress', null, '50 minutes');
    const { body } = await site.act(id, 'complete', started.version, { workPerformed: 'Oiled' }).expect(200);
    expect(body.actualHours).toBe(1.5);
    const logs = await site.query('technician_work_logs', 'task_id = $1 order by arrival_time', id);
    expect(logs).toMatchObject([
      { work_status: 'completed', work_time_minutes: 40, departure_time: null },
      { work_status: 'completed', work_time_minutes: 50, departure_time: expect.any(Date) },
    ]);
  });

  it('is reopened with a reason, by those who may, and completed anew', async () => {
    const { id } = await site.created({ assigneeId: site.technician.id });
    const { version } = await site.through(id, ['start'], ['complete', { workPerformed: 'Oiled', actualHours: 1 }]);
    await site.act(id, 'reopen', version, { reason: 'Squeaks' }, site.technician.client).expect(403);
    await site.act(id, 'reopen', version, {}).expect(422);
    const { body } = await site.act(id, 'reopen', version, { reason: 'Squeaks' }).expect(200);
    expect(body).toMatchObject({
      status: 'in_progress',
      completedAt: null,
      actualHours: null,
      statusReason: 'Squeaks',
    });
    const again = await site.through(id, ['complete', { workPerformed: 'Replaced' }]);
    expect(again).toMatchObject({ status: 'completed', workPerformed: 'Replaced', actualHours: null });
  });
});

describe('assigning', () => {
  it('to those who have the work already changes nothing', async () => {
    const { id, ...rest } = await site.created({ assigneeId: site.technician.id });
    const { body } = await site.act(id, 'assign', 1, { assigneeId: site.technician.id }).expect(200);
    expect(body).toEqual({ id, ...rest });
    expect(await site.history(id)).toHaveLength(2);
  });

  it('is reassigned from one user to another, to a team, and to nobody', async () => {
    const [{ id }, second] = [await site.created({ assigneeId: site.technician.id }), await site.person('technician')];
    const team = await site.team(second.id);
    const other = await site.through(id, ['assign', { assigneeId: second.id }]);
    expect(other).toMatchObject({ assigneeId: second.id, status: 'assigned' });
    const toTeam = await site.through(id, ['assign', { teamId: team }]);
    expect(toTeam).toMatchObject({ assigneeId: null, assigneeName: null, teamId: team });
    expect(await site.through(id, ['unassign'])).toMatchObject({ status: 'new', teamId: null });
  });

  it('takes exactly one, and an active one', async () => {
    const { id } = await site.created();
    const team = await site.team();
    expect((await site.act(id, 'assign', 1, {}).expect(422)).body.errors).toHaveLength(2);
    await site.act(id, 'assign', 1, { assigneeId: site.technician.id, teamId: team }).expect(422);
    const { body } = await site.act(id, 'assign', 1, { assigneeId: site.facilityId }).expect(422);
    expect(body).toMatchObject({ code: 'user.not_assignable', errors: [{ pointer: '/assigneeId' }] });
  });

  it('reaches the assignee as a notification', async () => {
    const { title } = await site.created({ title: 'Tell me', assigneeId: site.technician.id });
    const told = await waitUntil(async () => {
      const rows = await site.query('notifications', 'user_id = $1', site.technician.id);
      return rows.find((row) => `${String(row['title'])} ${String(row['message'])}`.includes(title));
    });
    expect(told['is_read']).toBe(false);
  });
});

describe('what does not happen', () => {
  it.each([
    ['complete', { workPerformed: 'Oiled' }, ['assign', 'start', 'cancel', 'reject']],
    ['resume', {}, ['assign', 'start', 'cancel', 'reject']],
    ['hold', { reason: 'Lunch' }, ['assign', 'start', 'cancel', 'reject']],
    ['reopen', { reason: 'Again' }, ['assign', 'start', 'cancel', 'reject']],
  ])('a new work order refuses to %s, and says what it allows', async (verb, body, possibleTransitions) => {
    const { id } = await site.created();
    const answer = await site.act(id, verb, 1, body).expect(409);
    expect(answer.body).toMatchObject({
      code: 'work_order.invalid_transition',
      status: 409,
      currentStatus: 'new',
      possibleTransitions,
    });
    expect(await site.history(id)).toHaveLength(1);
  });

  it.each(['cancel', 'reject'])('nothing follows after %s', async (verb) => {
    const { id } = await site.created();
    const { version, allowedTransitions } = await site.through(id, [verb, { reason: 'Not ours' }]);
    expect(allowedTransitions).toEqual([]);
    await site.act(id, 'start', version).expect(409);
    await site.act(id, 'reopen', version, { reason: 'Please' }).expect(409);
  });

  it.each(['hold', 'cancel', 'reject', 'reopen'])('%s goes without a reason', async (verb) => {
    const { id } = await site.created({ assigneeId: site.technician.id });
    for (const body of [{}, { reason: '  ' }, { reason: null }]) {
      const answer = await site.act(id, verb, 1, body).expect(422);
      expect(answer.body.errors).toMatchObject([{ pointer: '/reason' }]);
    }
  });

  it('a step on a version that somebody else changed, or on none', async () => {
    const { id } = await site.created();
    await site.manager.post(`/v1/work-orders/${id}/start`).expect(428);
    await site.act(id, 'start', 9).expect(412);
    const answers = await Promise.all(Array.from({ length: 10 }, () => site.act(id, 'start', 1)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(9);
    expect(await site.history(id)).toHaveLength(2);
  });

  it('half a completion: two at once leave one history entry, one event and one date on the machine', async () => {
    const { id } = await site.created({ type: 'maintenance' });
    const { version } = await site.through(id, ['start']);
    const done = { workPerformed: 'Oiled' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => site.act(id, 'complete', version, done)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);
    expect(await site.query('task_history', `task_id = $1 and action = 'completed'`, id)).toHaveLength(1);
    expect(await site.query('outbox', `aggregate_id = $1 and event_type = 'work_order.completed'`, id)).toHaveLength(1);
  });
});

describe('a time that is stated afterwards', () => {
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

  async function createdLongAgo(body: object = {}) {
    const made = await site.created(body);
    const table = `${site.tenant.ref.schema}.tasks`;
    await site.testApp.database.query(`update ${table} set created_at = now() - interval '9 hours' where id = $1`, [
      made.id,
    ]);
    return made;
  }

  it('is kept and marked, in the answer and in the history, where customers do not read the reason', async () => {
    const carla = await site.person('customer');
    const { id } = await createdLongAgo({ assigneeId: site.technician.id });
    await site.madeFromRequest(id, carla.id);
    const [startedAt, completedAt, reason] = [hoursAgo(8), hoursAgo(6), 'No signal in the pit'];
    const { client } = site.technician;
    const started = await site.act(id, 'start', 1, { startedAt, reason }, client).expect(200);
    expect(started.body).toMatchObject({ startedAt, startBackdated: true, statusReason: null });
    const done = { workPerformed: 'Oiled', completedAt, reason };
    const completed = await site.act(id, 'complete', 2, done, client).expect(200);
    expect(completed.body).toMatchObject({ startedAt, completedAt, startBackdated: true, completionBackdated: true });
    const read = await client.get(`/v1/work-orders/${id}`).expect(200);
    expect([read.body, read.headers['etag']]).toEqual([completed.body, completed.headers['etag']]);
    const marks = async (reader = site.manager) =>
      (await site.history(id, reader))
        .filter(({ action }: { action: string }) => /_backdated$/.test(action))
        .map(({ action, newValue, notes }: Record<string, string>) => [action, newValue, notes]);
    expect(await marks()).toEqual([
      ['start_backdated', startedAt, reason],
      ['completion_backdated', completedAt, reason],
    ]);
    expect(await marks(carla.client)).toEqual([
      ['start_backdated', startedAt, null],
      ['completion_backdated', completedAt, null],
    ]);
  });

  it.each([
    ['start', { startedAt: hoursAgo(-1) }, 'work_order.time_in_future', '/startedAt'],
    ['start', { startedAt: hoursAgo(10) }, 'work_order.time_too_early', '/startedAt'],
    ['start', { startedAt: hoursAgo(8), reason: undefined }, 'work_order.backdating_reason_required', '/reason'],
    ['complete', { completedAt: hoursAgo(-1) }, 'work_order.time_in_future', '/completedAt'],
    ['complete', { completedAt: hoursAgo(8) }, 'work_order.time_too_early', '/completedAt'],
    ['complete', { completedAt: hoursAgo(6), reason: undefined }, 'work_order.backdating_reason_required', '/reason'],
  ])('is refused where it cannot be: %s %j', async (verb, stated, code, pointer) => {
    const { id } = await createdLongAgo();
    const begun = { startedAt: hoursAgo(7), reason: 'Off-line' };
    const { version } = verb === 'complete' ? await site.through(id, ['start', begun]) : { version: 1 };
    const body = { reason: 'Off-line', ...(verb === 'complete' && { workPerformed: 'Oiled' }), ...stated };
    const refused = await site.act(id, verb, version, body).expect(422);
    expect(refused.body).toMatchObject({ code, errors: [{ pointer }] });
    expect((await site.manager.get(`/v1/work-orders/${id}`)).body.version).toBe(version);
  });

  it('does not take the place of the first start, which a reassignment leaves', async () => {
    const { id } = await createdLongAgo({ assigneeId: site.technician.id });
    const { startedAt } = await site.through(id, ['start']);
    const { version } = await site.through(
      id,
      ['hold', { reason: 'Part' }],
      ['assign', { assigneeId: site.technician.id }],
    );
    const stated = { startedAt: hoursAgo(1), reason: 'Off-line' };
    const { body } = await site.act(id, 'start', version, stated).expect(409);
    expect(body).toMatchObject({ code: 'work_order.already_begun', startedAt });
    expect((await site.act(id, 'start', version).expect(200)).body).toMatchObject({ startedAt, startBackdated: false });
  });

  it('ends open visits as of then', async () => {
    const { id: assigneeId, client } = await site.person('technician');
    const { id } = await createdLongAgo({ assigneeId });
    const reason = 'Off-line';
    const { version } = await site.through(id, ['start', { startedAt: hoursAgo(5), reason }]);
    const arrival = { arrivedAt: hoursAgo(5), reason, closeOpen: true };
    const { id: logId } = (await client.post(`/v1/work-orders/${id}/work-logs`).send(arrival).expect(201)).body;
    const done = { workPerformed: 'Oiled', completedAt: hoursAgo(3), reason };
    expect((await site.act(id, 'complete', version, done).expect(200)).body).toMatchObject({ actualHours: 2 });
    const [log] = await site.query<{ departure_time: Date }>('technician_work_logs', 'id = $1', logId);
    expect(log!.departure_time.toISOString()).toBe(done.completedAt);
  });
});
