import { local, MaintenanceScenario } from './maintenance-scenario.js';

let scenario: MaintenanceScenario;
beforeAll(async () => {
  scenario = await MaintenanceScenario.open();
});

const query = (statement: string, values: unknown[] = []) =>
  scenario.testApp.database.query(statement.replaceAll('tenant.', `"${scenario.acme.ref.schema}".`), values);
const rule = { frequencyType: 'daily', firstOccurrenceAt: '2099-01-31T09:00:00' };
const paths: [string, string, object][] = [
  ['a facility', '/v1/facilities', { name: 'Yard' }],
  ['a schedule', '/v1/maintenance-schedules', { scheduleName: 'Service', ...rule }],
  ['a preview', '/v1/maintenance-schedules/preview', rule],
];

describe('a time zone that is sent', () => {
  const withMachine = (path: string, body: object) =>
    path.endsWith('schedules') ? { ...body, equipmentId: scenario.equipmentId } : body;
  const bad = ['IST', 'pst', 'SystemV/PST8', '+01:00', 'Mars/Olympus'];

  it.each(paths)('is judged alike everywhere: %s', async (_, path, body) => {
    for (const timezone of bad) {
      const answer = await scenario.admin.post(path).send({ ...withMachine(path, body), timezone });
      expect({ timezone, status: answer.status, errors: answer.body.errors }).toEqual({
        timezone,
        status: 422,
        errors: [expect.objectContaining({ pointer: '/timezone', code: 'field.timezone' })],
      });
    }
  });

  it('is judged alike on a change', async () => {
    const schedule = await scenario.aSchedule();
    for (const path of [`/v1/facilities/${scenario.facilityId}`, `/v1/maintenance-schedules/${schedule.id}`]) {
      const { headers } = await scenario.admin.get(path).expect(200);
      const request = scenario.admin.patch(path).set('If-Match', headers['etag'] as string);
      const { body } = await request.send({ timezone: 'IST' }).expect(422);
      expect(body.errors).toMatchObject([{ pointer: '/timezone', code: 'field.timezone' }]);
    }
  });

  it('is kept as IANA writes it, whatever case it came in', async () => {
    const { body: yard } = await scenario.admin.post('/v1/facilities').send({ name: 'Y', timezone: 'ASIA/kolkata' });
    const schedule = await scenario.aSchedule({ timezone: 'america/port-AU-prince' });
    expect([yard.timezone, schedule.timezone]).toEqual(['Asia/Kolkata', 'America/Port-au-Prince']);
    expect((await scenario.edit(schedule.id, { timezone: 'etc/gmt+5' })).timezone).toBe('Etc/GMT+5');
  });
});

describe('a time zone that nobody sent', () => {
  it('is refused where it comes from a facility, pointing at the machine that led there', async () => {
    await query(`update tenant.facilities set timezone = 'IST' where id = $1`, [scenario.facilityId]);
    const asked = { equipmentId: scenario.equipmentId, ...rule };
    for (const path of ['/v1/maintenance-schedules', '/v1/maintenance-schedules/preview']) {
      const body = path.endsWith('schedules') ? { ...asked, scheduleName: 'Service' } : asked;
      const { body: problem } = await scenario.admin.post(path).send(body).expect(422);
      expect(problem.errors).toMatchObject([{ pointer: '/equipmentId', code: 'field.timezone' }]);
      expect(problem.detail).toContain(`facility, "IST"`);
    }
    await query(`update tenant.facilities set timezone = 'europe/berlin' where id = $1`, [scenario.facilityId]);
    const { equipmentId } = scenario;
    const body = { equipmentId, scheduleName: 'Service', ...rule };
    const { body: made } = await scenario.admin.post('/v1/maintenance-schedules').send(body).expect(201);
    expect(made.timezone).toBe('Europe/Berlin');
  });

  it('is refused on a change of something else, pointing at no field', async () => {
    const { id } = await scenario.aSchedule({ firstOccurrenceAt: local(2) });
    await query(`update tenant.maintenance_schedules set timezone = 'IST' where id = $1`, [id]);
    const path = `/v1/maintenance-schedules/${id}`;
    const { headers } = await scenario.admin.get(path).expect(200);
    const request = scenario.admin.patch(path).set('If-Match', headers['etag'] as string);
    const { body } = await request.send({ frequencyType: 'weekly' }).expect(422);
    expect(body.errors).toMatchObject([{ pointer: '', code: 'field.timezone' }]);
    expect((await scenario.edit(id, { frequencyType: 'weekly', timezone: 'utc' })).timezone).toBe('UTC');
  });
});
