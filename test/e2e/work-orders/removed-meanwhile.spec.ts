import pg from 'pg';
import { aFacility } from '../../builders/assets/facility.builder.js';
import { aMachine } from '../../builders/assets/equipment.builder.js';
import { MaintenanceScenario } from './maintenance-scenario.js';

let scenario: MaintenanceScenario;
let other: pg.Client;

beforeAll(async () => {
  scenario = await MaintenanceScenario.open({ ROLE: 'api' });
  other = new pg.Client({ connectionString: scenario.testApp.database.superuserUrl });
  await other.connect();
});
afterAll(() => other?.end());

const waits = `select count(*) > 0 as found from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;

/** The response to a request that passed its checks and then waited for a concurrent change. */
async function whileOther<T>(change: string, values: unknown[], request: () => PromiseLike<T>): Promise<T> {
  await other.query('begin');
  await other.query(`set local search_path to ${scenario.acme.ref.schema}, public`);
  await other.query(change, values);
  const answer = Promise.resolve(request());
  while (!(await other.query<{ found: boolean }>(waits)).rows[0]!.found)
    await other.query('select pg_stat_clear_snapshot()');
  await other.query('commit');
  return answer;
}

const facility = async (): Promise<string> => (await scenario.admin.post('/v1/facilities').send(aFacility())).body.id;
const removal = (path: string) => () => scenario.admin.delete(path).set('If-Match', '"1"');
const machineAt = 'insert into equipment (facility_id, equipment_number, name) values ($1, $2, $2)';

describe('what comes to refer to something just before it is deleted', () => {
  it('keeps a facility, in the words of every other refusal', async () => {
    const id = await facility();
    const { body } = await whileOther(machineAt, [id, 'R-1'], removal(`/v1/facilities/${id}`));
    expect(body).toMatchObject({ status: 409, code: 'facility.in_use', references: { equipment: 1 } });
  });

  it('keeps a machine', async () => {
    const id = await scenario.aMachine();
    const work = `insert into tasks (facility_id, equipment_id, title) values ($1, $2, 'Oil')`;
    const { body } = await whileOther(work, [scenario.facilityId, id], removal(`/v1/equipment/${id}`));
    expect(body).toMatchObject({ status: 409, code: 'equipment.in_use', references: { workOrders: 1 } });
  });

  it('keeps a schedule', async () => {
    const { id } = await scenario.aSchedule();
    const ran = `insert into maintenance_occurrences (schedule_id, equipment_id, occurrence_at, status) values ($1, $2, now(), 'skipped')`;
    const { body } = await whileOther(ran, [id, scenario.equipmentId], removal(`/v1/maintenance-schedules/${id}`));
    expect(body).toMatchObject({
      status: 409,
      code: 'maintenance_schedule.has_run',
      references: { occurrences: 1 },
    });
  });
});

describe('what is deleted just before a machine is put there', () => {
  it('is named as what there is not', async () => {
    const facilityId = await facility();
    const add = () => scenario.admin.post('/v1/equipment').send({ ...aMachine(), facilityId });
    const { body } = await whileOther('delete from facilities where id = $1', [facilityId], add);
    expect(body).toMatchObject({ status: 422, code: 'facility.unknown', errors: [{ pointer: '/facilityId' }] });
  });

  it('is named also where it is the building alone', async () => {
    const path = `/v1/facilities/${scenario.facilityId}/buildings`;
    const buildingId = (await scenario.admin.post(path).send({ name: 'N' }).expect(201)).body.id;
    const add = () =>
      scenario.admin.post('/v1/equipment').send({ ...aMachine(), facilityId: scenario.facilityId, buildingId });
    const { body } = await whileOther('delete from buildings where id = $1', [buildingId], add);
    expect(body).toMatchObject({ status: 422, code: 'building.unknown', errors: [{ pointer: '/buildingId' }] });
  });
});
