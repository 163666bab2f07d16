import { randomBytes } from 'node:crypto';
import { TestTenant } from '#libs/testing';
import { provisionTenant } from '../../../src/boot/provision-tenant.js';
import { MaintenanceScenario } from './maintenance-scenario.js';

let scenario: MaintenanceScenario;
beforeAll(async () => {
  scenario = await MaintenanceScenario.open();
});

describe('maintenance schedules', () => {
  it('are created in the zone of the facility unless another is given, with their next date', async () => {
    const body = {
      equipmentId: scenario.equipmentId,
      scheduleName: 'Month end',
      frequencyType: 'monthly',
      firstOccurrenceAt: '2099-01-31T09:00:00',
    };
    const { body: created, headers } = await scenario.admin.post('/v1/maintenance-schedules').send(body).expect(201);
    expect(headers).toMatchObject({
      etag: expect.stringMatching(/^"1-/),
      location: `/v1/maintenance-schedules/${created.id}`,
    });
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
    expect(await scenario.schedule(created.id)).toEqual(created);
  });

  it.each(['1899-12-31T23:59:59', '1850-05-01T09:00:00', '0001-01-01T00:00:00'])(
    'refuse an anchor in %s, and say that it is the year',
    async (firstOccurrenceAt) => {
      const rule = { frequencyType: 'yearly', firstOccurrenceAt, timezone: 'Europe/Berlin' };
      const schedule = { equipmentId: scenario.equipmentId, scheduleName: 'x', ...rule };
      for (const [path, body] of [
        ['', schedule],
        ['/preview', rule],
      ] as const) {
        const { body: problem } = await scenario.admin.post(`/v1/maintenance-schedules${path}`).send(body).expect(422);
        const detail = 'must lie in the years 1900 to 9999';
        expect(problem.errors).toEqual([{ pointer: '/firstOccurrenceAt', code: 'field.local_date_time', detail }]);
      }
    },
  );

  it.each([
    ['America/New_York', '9999-12-30T23:30:00', ['9999-12-31T04:30:00.000Z']],
    ['Pacific/Honolulu', '9999-12-31T13:59:59', ['9999-12-31T23:59:59.000Z']],
    ['Pacific/Honolulu', '9999-12-31T14:00:00', []],
    ['Pacific/Kiritimati', '9999-12-31T23:59:00', ['9999-12-31T09:59:00.000Z']],
  ])('end with the year 9999, which no answer passes: %s %s', async (timezone, firstOccurrenceAt, dates) => {
    const rule = { frequencyType: 'daily', firstOccurrenceAt, timezone };
    const { body } = await scenario.admin.post('/v1/maintenance-schedules/preview').send(rule).expect(200);
    expect(body.data.map(({ occurrenceAt }: { occurrenceAt: string }) => occurrenceAt)).toEqual(dates);
    const { nextOccurrenceAt } = await scenario.aSchedule(rule);
    expect(nextOccurrenceAt).toBe(dates[0] ?? null);
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
    const { body: problem } = await scenario.admin.post('/v1/maintenance-schedules').send(body).expect(422);
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
      equipmentId: scenario.equipmentId,
      scheduleName: 'x',
      frequencyType: 'daily',
      firstOccurrenceAt: '2099-01-31T09:00:00',
      ...wrong,
    };
    const { body: problem } = await scenario.admin.post('/v1/maintenance-schedules').send(body).expect(422);
    expect(problem.errors).toMatchObject([{ pointer }]);
  });

  it('answer every wrong reference at once, beside a rule that cannot be, and none that is right', async () => {
    const dead = '01900000-0000-7000-8000-00000000dead';
    const { id: admin } = (await scenario.admin.get('/v1/me').expect(200)).body;
    const right = { scheduleName: 'x', frequencyType: 'custom_days', firstOccurrenceAt: '2099-01-31T09:00:00' };
    const faultsOf = async (wrong: object) => {
      const { body } = await scenario.admin
        .post('/v1/maintenance-schedules')
        .send({ ...right, ...wrong })
        .expect(422);
      return body.errors.map(({ pointer }: { pointer: string }) => pointer).sort();
    };
    const assignment = { defaultAssignedTo: dead, defaultAssignedTeam: dead };
    const all = ['/defaultAssignedTeam', '/defaultAssignedTo', '/equipmentId', '/frequencyValue'];
    expect(await faultsOf({ equipmentId: dead, ...assignment })).toEqual(all);
    expect(await faultsOf({ equipmentId: dead, defaultAssignedTo: admin })).toEqual([
      '/equipmentId',
      '/frequencyValue',
    ]);
  });

  it('refuse a default assignee who does no work', async () => {
    const customer = await scenario.acme.addUser('customer');
    const body = { equipmentId: scenario.equipmentId, scheduleName: 'x', frequencyType: 'daily' };
    const wrong = { ...body, firstOccurrenceAt: '2099-01-31T09:00:00', defaultAssignedTo: customer.id };
    const { body: problem } = await scenario.admin.post('/v1/maintenance-schedules').send(wrong).expect(422);
    expect(problem.errors).toMatchObject([{ pointer: '/defaultAssignedTo' }]);
  });

  it.each([
    ['user.not_assignable', 'defaultAssignedTo', 'assigneeId'],
    ['team.not_assignable', 'defaultAssignedTeam', 'teamId'],
  ])('refuse with %s, as work orders do', async (code, ofSchedule, ofWorkOrder) => {
    const dead = '01900000-0000-7000-8000-00000000dead';
    const { equipmentId } = scenario;
    const rule = { scheduleName: 'x', frequencyType: 'daily', firstOccurrenceAt: '2099-01-31T09:00:00' };
    const refused = async (path: string, body: object) =>
      (
        await scenario.admin
          .post(path)
          .send({ equipmentId, ...body })
          .expect(422)
      ).body as object;
    expect(await refused('/v1/maintenance-schedules', { ...rule, [ofSchedule]: dead })).toMatchObject({
      code,
      errors: [{ pointer: `/${ofSchedule}`, code }],
    });
    expect(await refused('/v1/work-orders', { title: 'x', [ofWorkOrder]: dead })).toMatchObject({
      code,
      errors: [{ pointer: `/${ofWorkOrder}`, code }],
    });
  });

  it('preview their dates with the reason for each, and store nothing', async () => {
    const rule = {
      frequencyType: 'monthly',
      firstOccurrenceAt: '2027-01-31T02:30:00',
      timezone: 'Europe/Berlin',
      count: 3,
    };
    const { body } = await scenario.admin.post('/v1/maintenance-schedules/preview').send(rule).expect(200);
    expect(body.data.map(({ occurrenceAt }: { occurrenceAt: string }) => occurrenceAt)).toEqual([
      '2027-01-31T01:30:00.000Z',
      '2027-02-28T01:30:00.000Z',
      '2027-03-31T00:30:00.000Z',
    ]);
    expect(body.data[1].reason).toMatch(/28/);
  });

  it('preview their dates in the zone of the account unless another one is given', async () => {
    const admin = { email: 'admin@kyoto.example.com', password: 'correct horse battery staple' };
    const account = { slug: `kyoto-${randomBytes(4).toString('hex')}`, name: 'Kyoto', timezone: 'Asia/Tokyo' };
    const ref = await provisionTenant(scenario.testApp.app, account, admin);
    const client = await new TestTenant(scenario.testApp, ref, admin).as('admin');
    const rule = { frequencyType: 'daily', firstOccurrenceAt: '2027-01-31T12:00:00', count: 1 };
    const previewed = async (more: object = {}) =>
      (await client.post('/v1/maintenance-schedules/preview').send({ ...rule, ...more })).body.data[0].occurrenceAt;
    expect(await previewed()).toBe('2027-01-31T03:00:00.000Z');
    expect(await previewed({ timezone: 'America/New_York' })).toBe('2027-01-31T17:00:00.000Z');
  });

  it('preview their dates in the zone that a schedule for the machine would have', async () => {
    const rule = { frequencyType: 'daily', firstOccurrenceAt: '2027-01-31T12:00:00', count: 1 };
    const preview = (more: object) =>
      scenario.admin.post('/v1/maintenance-schedules/preview').send({ ...rule, ...more });
    const first = async (more: object) => (await preview(more).expect(200)).body.data[0].occurrenceAt;
    const { equipmentId } = scenario;
    expect(scenario.acme.ref.timezone).not.toBe('Europe/Berlin');
    expect(await first({ equipmentId })).toBe('2027-01-31T11:00:00.000Z');
    expect(await first({ equipmentId, timezone: 'Asia/Tokyo' })).toBe('2027-01-31T03:00:00.000Z');
    const wrong = { equipmentId: scenario.acme.ref.id, frequencyType: 'custom_days' };
    const { body } = await preview(wrong).expect(422);
    expect(body.errors).toMatchObject([{ pointer: '/equipmentId' }, { pointer: '/frequencyValue' }]);
  });

  it('are listed by machine, state and next date, and searched', async () => {
    const mine = await scenario.aMachine();
    const first = await scenario.aSchedule({
      equipmentId: mine,
      scheduleName: 'Rope inspection',
      firstOccurrenceAt: '2098-01-01T00:00:00',
    });
    const second = await scenario.aSchedule({
      equipmentId: mine,
      scheduleName: 'Oil change',
      firstOccurrenceAt: '2097-01-01T00:00:00',
      frequencyType: 'yearly',
    });
    const ids = async (query: string) =>
      (await scenario.admin.get(`/v1/maintenance-schedules?equipmentId=${mine}&${query}`).expect(200)).body.data.map(
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
    const { id } = await scenario.aSchedule({ firstOccurrenceAt: '2098-01-01T00:00:00' });
    await scenario.admin.patch(`/v1/maintenance-schedules/${id}`).send({ leadDays: 1 }).expect(428);
    await scenario.admin
      .patch(`/v1/maintenance-schedules/${id}`)
      .set('If-Match', '"7"')
      .send({ leadDays: 1 })
      .expect(412);
    const changes = { firstOccurrenceAt: '2098-03-01T00:00:00', description: 'moved' };
    const { body } = await scenario.admin
      .patch(`/v1/maintenance-schedules/${id}`)
      .set('If-Match', '"1"')
      .send(changes)
      .expect(200);
    expect(body).toMatchObject({ ...changes, nextOccurrenceAt: '2098-03-01T00:00:00.000Z', version: 2 });
    await scenario.admin.delete(`/v1/maintenance-schedules/${id}`).set('If-Match', '"2"').expect(204);
    await scenario.admin.get(`/v1/maintenance-schedules/${id}`).expect(404);
  });
});
