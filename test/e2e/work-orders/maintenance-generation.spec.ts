import { JobRunner } from '#libs/jobs';
import { waitUntil } from '#libs/testing';
import { iso, local, MaintenanceScenario } from './maintenance-scenario.js';

let scenario: MaintenanceScenario;
beforeAll(async () => {
  scenario = await MaintenanceScenario.open();
});

describe('generation', () => {
  it('makes the due work order with its history, occurrence, audit entry and notification, once', async () => {
    const technician = await scenario.acme.addUser('technician');
    const firstOccurrenceAt = local(-0.1);
    const { id } = await scenario.aSchedule({
      firstOccurrenceAt,
      defaultAssignedTo: technician.id,
      workOrderTitle: 'Daily round',
      workOrderPriority: 'high',
      estimatedHours: 1.5,
    });
    expect(await scenario.generate(id)).toEqual({ generated: 1, skipped: 0, missed: 0, capped: [], resting: [] });
    expect(await scenario.generate(id)).toEqual({ generated: 0, skipped: 0, missed: 0, capped: [], resting: [] });
    const [workOrder, ...others] = await scenario.workOrders(id);
    expect(others).toEqual([]);
    const facts = {
      title: 'Daily round',
      workOrderNumber: expect.stringMatching(/^WO-\d{4}-\d+$/),
      type: 'maintenance',
      priority: 'high',
      status: 'assigned',
      estimatedHours: 1.5,
      facilityId: scenario.facilityId,
      equipmentId: scenario.equipmentId,
    };
    expect(workOrder).toMatchObject({
      ...facts,
      assigneeId: technician.id,
      dueAt: iso(firstOccurrenceAt),
      maintenanceScheduleId: id,
    });
    const history = await scenario.history(workOrder.id);
    expect(history.map(({ action }: { action: string }) => action).sort()).toEqual(['assigned', 'created']);
    expect(await scenario.occurrences(id)).toMatchObject([
      { status: 'generated', workOrderId: workOrder.id, workOrderNumber: workOrder.workOrderNumber },
    ]);
    expect(await scenario.occurrences(id)).toMatchObject([{ occurrenceAt: iso(firstOccurrenceAt) }]);
    expect(await scenario.schedule(id)).toMatchObject({ lastOccurrenceAt: iso(firstOccurrenceAt), version: 1 });
    const audit = await scenario.testApp.database.query(
      `select from ${scenario.acme.ref.schema}.audit_logs where resource_id = $1 and action = 'create'`,
      [workOrder.id],
    );
    expect(audit).toHaveLength(1);
    const client = await scenario.acme.signIn(technician);
    const [notice] = await waitUntil(async () => {
      const { data } = (await client.get('/v1/notifications').expect(200)).body;
      return data.length > 0 && data;
    });
    expect(notice).toMatchObject({ type: 'task_assigned', linkId: workOrder.id, isRead: false });
    await client.get(`/v1/work-orders/${workOrder.id}`).expect(200);
  });

  it('shows its new dates in lists of what has changed', async () => {
    const { id } = await scenario.aSchedule();
    const { headers } = await scenario.admin.get(`/v1/maintenance-schedules/${id}`).expect(200);
    const again = () => scenario.admin.get(`/v1/maintenance-schedules/${id}`).set('If-None-Match', headers['etag']!);
    await again().expect(304);
    await scenario.generate(id);
    expect((await again().expect(200)).body).toMatchObject({ version: 1, lastOccurrenceAt: expect.any(String) });
  });

  it('is run regularly for every tenant with something due', async () => {
    const { id } = await scenario.aSchedule();
    const made = await waitUntil(async () => {
      await scenario.testApp.get(JobRunner).tick();
      const found = await scenario.workOrders(id);
      return found.length > 0 && found;
    });
    expect(made).toHaveLength(1);
  });

  it('makes work orders ahead of their date by the lead days', async () => {
    const firstOccurrenceAt = local(5);
    const { id } = await scenario.aSchedule({ frequencyType: 'weekly', firstOccurrenceAt, leadDays: 6 });
    expect(await scenario.generate(id)).toMatchObject({ generated: 1 });
    expect(await scenario.workOrders(id)).toMatchObject([{ dueAt: iso(firstOccurrenceAt) }]);
    const later = await scenario.aSchedule({ frequencyType: 'weekly', firstOccurrenceAt, leadDays: 3 });
    expect(await scenario.generate(later.id)).toMatchObject({ generated: 0 });
  });

  it.each([
    ['all', { generated: 4, skipped: 0, missed: 0 }],
    ['latest', { generated: 1, skipped: 0, missed: 3 }],
    ['none', { generated: 0, skipped: 0, missed: 4 }],
  ])('treats dates that passed as catchUp %s says', async (catchUp, counts) => {
    const { id } = await scenario.aSchedule({ firstOccurrenceAt: local(-3.2), catchUp, overlap: 'allow' });
    expect(await scenario.generate(id)).toEqual({ ...counts, capped: [], resting: [] });
    const ledger = await scenario.occurrences(id);
    expect(ledger).toHaveLength(4);
    for (const { status, reason } of ledger)
      expect({ status, reason }).toEqual({ status, reason: expect.stringMatching(/./) });
    expect(await scenario.workOrders(id)).toHaveLength(counts.generated);
  });

  it('notes why nothing is made while another work order of the schedule is open', async () => {
    const { id } = await scenario.aSchedule({ firstOccurrenceAt: local(-2.5), catchUp: 'all', overlap: 'skip' });
    expect(await scenario.generate(id)).toMatchObject({ generated: 1, skipped: 2 });
    const [made, ...skipped] = await scenario.occurrences(id);
    expect(made.status).toBe('generated');
    for (const { reason } of skipped) expect(reason).toMatch(/still open/);
  });

  it('does nothing while a schedule is paused, and then follows catchUp', async () => {
    const { id } = await scenario.aSchedule({ firstOccurrenceAt: local(-1.5), catchUp: 'latest' });
    expect(await scenario.act(`/v1/maintenance-schedules/${id}/pause`, { reason: 'refurbishment' })).toMatchObject({
      isPaused: true,
      pauseReason: 'refurbishment',
    });
    const { body: refused } = await scenario.admin.post(`/v1/maintenance-schedules/${id}/generate`).expect(409);
    expect(refused.code).toBe('maintenance_schedule.paused');
    await scenario.testApp.get(JobRunner).tick();
    expect(await scenario.occurrences(id)).toEqual([]);
    await scenario.act(`/v1/maintenance-schedules/${id}/resume`);
    expect(await scenario.generate(id)).toMatchObject({ generated: 1, missed: 1 });
  });

  it('records dates that fell into a pause, with their local time and the reason', async () => {
    const rule = { timezone: 'Asia/Kolkata', frequencyType: 'daily', catchUp: 'latest', overlap: 'allow' };
    const { id } = await scenario.aSchedule({ ...rule, firstOccurrenceAt: local(-4.5) });
    await scenario.act(`/v1/maintenance-schedules/${id}/pause`, { reason: 'refurbishment' });
    const { schema } = scenario.acme.ref;
    const began = new Date(Date.now() - 3 * 86_400_000);
    await scenario.testApp.database.query(`update ${schema}.maintenance_schedules set paused_at = $1 where id = $2`, [
      began,
      id,
    ]);
    await scenario.act(`/v1/maintenance-schedules/${id}/resume`);
    // a second one, before anything is planned
    await scenario.act(`/v1/maintenance-schedules/${id}/pause`, { reason: 'strike' });
    await scenario.act(`/v1/maintenance-schedules/${id}/resume`);
    await scenario.generate(id);

    const reasons = (await scenario.occurrences(id)).map(({ reason }: { reason: string }) => reason);
    const onTheClock = (at: Date) =>
      new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Kolkata', dateStyle: 'short', timeStyle: 'short' }).format(at);
    const paused = `the schedule was paused from ${onTheClock(began)} to`;
    const whole = new RegExp(
      `^${paused} \\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2} \\(refurbishment\\); catch-up "latest" makes`,
    );
    expect(reasons[0]).toMatch(/^passed unnoticed; catch-up "latest"/);
    expect(reasons.slice(2, -1)).toEqual(reasons.slice(2, -1).map(() => expect.stringMatching(whole)));
    expect(reasons.length).toBeGreaterThan(4);
    expect(reasons.at(-1)).toMatch(new RegExp(`^every day; ${paused} .*\\(refurbishment\\)$`));
  });

  it('counts from a completion whose work order was archived since, and shows its time to the minute', async () => {
    const rule = { recurrenceBasis: 'floating', timezone: 'Asia/Kolkata', frequencyType: 'daily' };
    const { id } = await scenario.aSchedule({ ...rule, firstOccurrenceAt: local(-3.5) });
    await scenario.generate(id);
    const [order] = await scenario.workOrders(id);
    await scenario.act(`/v1/work-orders/${order.id}/start`);
    const { completedAt } = await scenario.act(`/v1/work-orders/${order.id}/complete`, { workPerformed: 'Oiled' });
    const { schema } = scenario.acme.ref;
    const run = (statement: string) =>
      scenario.testApp.database.query(statement.replaceAll('tenant.', `${schema}.`), [order.id]);
    const columns = await scenario.testApp.database.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_schema = $1 and table_name = 'tasks' and is_generated = 'NEVER'`,
      [schema],
    );
    const names = columns.map(({ name }) => name).join(', ');
    await run(`insert into tenant.tasks_archive (${names}) select ${names} from tenant.tasks where id = $1`);
    await run(`update tenant.maintenance_occurrences set task_id = null where task_id = $1`);
    await run('delete from tenant.technician_work_logs where task_id = $1');
    await run('delete from tenant.task_history where task_id = $1');
    await run('delete from tenant.tasks where id = $1');
    await scenario.edit(id, { leadDays: 3 });
    await scenario.generate(id);

    const made = (await scenario.occurrences(id)).at(-1);
    const zone = { timeZone: 'Asia/Kolkata', dateStyle: 'short', timeStyle: 'short' } as const;
    const shown = new Intl.DateTimeFormat('sv-SE', zone).format(new Date(completedAt));
    expect(made).toMatchObject({ status: 'generated', reason: `every day from completion, the last on ${shown}` });
  });

  it('does not make a day again whose schedule got another zone', async () => {
    const { id } = await scenario.aSchedule({
      frequencyType: 'weekly',
      firstOccurrenceAt: local(-0.5),
      overlap: 'allow',
    });
    expect(await scenario.generate(id)).toMatchObject({ generated: 1 });
    await scenario.edit(id, { timezone: 'Etc/GMT+1' });
    expect(await scenario.generate(id)).toMatchObject({ generated: 0, missed: 0 });
    expect(await scenario.workOrders(id)).toHaveLength(1);
  });

  it('is refused for a schedule that was deactivated, paused or not', async () => {
    const { id } = await scenario.aSchedule();
    await scenario.act(`/v1/maintenance-schedules/${id}/pause`, { reason: 'refurbishment' });
    await scenario.edit(id, { isActive: false });
    const { body: refused } = await scenario.admin.post(`/v1/maintenance-schedules/${id}/generate`).expect(409);
    expect(refused.code).toBe('maintenance_schedule.inactive');
  });

  it('counts the next date of a floating schedule from the completion', async () => {
    const { id } = await scenario.aSchedule({
      frequencyType: 'custom_days',
      frequencyValue: 10,
      firstOccurrenceAt: local(-4.2),
      recurrenceBasis: 'floating',
    });
    await scenario.generate(id);
    const [{ id: workOrderId }] = await scenario.workOrders(id);
    expect(await scenario.generate(id)).toMatchObject({ generated: 0 });
    await scenario.act(`/v1/work-orders/${workOrderId}/start`);
    const { completedAt } = await scenario.act(`/v1/work-orders/${workOrderId}/complete`, {
      workPerformed: 'Greased.',
    });
    const expected = new Date(Date.parse(completedAt) + 10 * 86_400_000).toISOString().slice(0, 10);
    expect((await scenario.schedule(id)).nextOccurrenceAt.slice(0, 10)).toBe(expected);
  });

  it('makes up for a date ahead as soon as the open work order is closed', async () => {
    const { id } = await scenario.aSchedule({ firstOccurrenceAt: local(-0.5), leadDays: 2, overlap: 'skip' });
    expect(await scenario.generate(id)).toMatchObject({ generated: 1 });
    const [{ id: workOrderId }] = await scenario.workOrders(id);
    await scenario.act(`/v1/work-orders/${workOrderId}/cancel`, { reason: 'not needed' });
    expect(await scenario.generate(id)).toMatchObject({ generated: 1 });
    expect(await scenario.workOrders(id)).toHaveLength(2);
  });

  it('makes nothing for a decommissioned machine, and records the reason', async () => {
    const retired = await scenario.aMachine();
    const { id } = await scenario.aSchedule({ equipmentId: retired });
    await scenario.act(`/v1/equipment/${retired}/decommission`);
    expect(await scenario.generate(id)).toMatchObject({ generated: 0, skipped: 1 });
    expect(await scenario.occurrences(id)).toMatchObject([
      { status: 'skipped', workOrderId: null, reason: expect.stringMatching(/decommissioned/) },
    ]);
  });

  it('leaves work unassigned when the assignee was deactivated meanwhile, and records it in the history', async () => {
    const leaver = await scenario.acme.addUser('technician');
    const { id } = await scenario.aSchedule({ defaultAssignedTo: leaver.id });
    await scenario.act(`/v1/users/${leaver.id}/deactivate`);
    await scenario.generate(id);
    const [workOrder] = await scenario.workOrders(id);
    expect(workOrder).toMatchObject({ status: 'new', assigneeId: null, teamId: null });
    expect(await scenario.history(workOrder.id)).toMatchObject([
      { action: 'created', notes: 'every day; left unassigned: the default assignee is deactivated' },
    ]);
  });

  it('gives work to the team of the schedule when its assignee was deactivated meanwhile', async () => {
    const leaver = await scenario.acme.addUser('technician');
    const { body: team } = await scenario.admin.post('/v1/teams').send({ name: 'Lifts' }).expect(201);
    const { id } = await scenario.aSchedule({ defaultAssignedTo: leaver.id, defaultAssignedTeam: team.id });
    await scenario.act(`/v1/users/${leaver.id}/deactivate`);
    await scenario.generate(id);
    const [workOrder] = await scenario.workOrders(id);
    expect(workOrder).toMatchObject({ status: 'assigned', assigneeId: null, teamId: team.id });
    expect(await scenario.history(workOrder.id)).toMatchObject([
      { action: 'created', notes: 'every day; given to the default team: the default assignee is deactivated' },
      { action: 'assigned', newValue: team.id },
    ]);
  });

  it('keeps a schedule that ran from being deleted', async () => {
    const { id } = await scenario.aSchedule();
    await scenario.generate(id);
    const { body } = await scenario.admin.delete(`/v1/maintenance-schedules/${id}`).set('If-Match', '"1"').expect(409);
    expect(body).toMatchObject({ code: 'maintenance_schedule.has_run', references: { occurrences: 1 } });
  });
});
