import pg from 'pg';
import { MaintenanceScenario } from '../../e2e/work-orders/maintenance-scenario.js';

let scenario: MaintenanceScenario;
beforeAll(async () => {
  scenario = await MaintenanceScenario.open({ ROLE: 'api' });
});

/** A transaction that acts like a generation: it locks the schedule, and then makes work for its machine. */
async function generating(scheduleId: string, meanwhile: () => void): Promise<void> {
  const { superuserUrl } = scenario.testApp.database;
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  const lock = (table: string, strength: string, id: string) =>
    client.query(`select from ${scenario.acme.ref.schema}.${table} where id = $1 for ${strength}`, [id]);
  await client.query('begin');
  await lock('maintenance_schedules', 'update', scheduleId);
  meanwhile();
  const waiting = `select count(*) > 0 as found from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while (!(await client.query<{ found: boolean }>(waiting)).rows[0]!.found)
    await client.query('select pg_stat_clear_snapshot()');
  await lock('equipment', 'key share', scenario.equipmentId);
  await client.query('commit');
  await client.end();
}

describe('the end of a work order', () => {
  it('waits for a generation that has its schedule, and has nothing by then that the generation needs', async () => {
    const technician = await scenario.acme.addUser('technician');
    const schedule = await scenario.aSchedule({ defaultAssignedTo: technician.id });
    await scenario.generate(schedule.id);
    const [{ id }] = await scenario.workOrders(schedule.id);
    await scenario.act(`/v1/work-orders/${id}/start`);
    let completing: Promise<{ status: string }> | undefined;
    await generating(schedule.id, () => {
      completing = scenario.act(`/v1/work-orders/${id}/complete`, { workPerformed: 'Greased' });
    });
    expect(await completing).toMatchObject({ status: 'completed' });
  });
});
