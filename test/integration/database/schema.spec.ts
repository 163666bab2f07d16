import { migratePublic } from '../../../libs/migrations/migrate-public.js';
import { provisionSchema } from '../../../libs/migrations/provision.js';
import { tenantRoles } from '../../../libs/migrations/roles.js';
import { scratchDatabase, type ScratchDatabase } from './scratch-database.js';

const SCHEMA = 'tenant_ruled';

// One readable id per row: '1' is 00000000-0000-7000-8000-000000000001.
const id = (number: number): string => `'00000000-0000-7000-8000-${String(number).padStart(12, '0')}'`;

const ROWS = `
  INSERT INTO users (id, email, password_hash, employee_id) VALUES (${id(1)}, 'Tess@acme.example', '!', 'E-1');
  INSERT INTO facilities (id, name) VALUES (${id(2)}, 'Harbour Tower');
  INSERT INTO buildings (id, facility_id, name) VALUES (${id(3)}, ${id(2)}, 'North wing');
  INSERT INTO equipment (id, facility_id, building_id, equipment_number, serial_number, name, description)
    VALUES (${id(4)}, ${id(2)}, ${id(3)}, 'LIFT-007', 'GEN2-0034/A', 'Passenger lift', 'Serving the upper storeys');
  INSERT INTO maintenance_schedules (id, equipment_id, schedule_name, frequency_type, first_occurrence_local, next_run_date)
    VALUES (${id(5)}, ${id(4)}, 'Quarterly inspection', 'quarterly', '2027-01-31 09:00', '2027-01-31 09:00Z');
  INSERT INTO tasks (id, equipment_id, facility_id, title) VALUES (${id(6)}, ${id(4)}, ${id(2)}, 'Replace ropes');
  INSERT INTO maintenance_occurrences (schedule_id, equipment_id, occurrence_at, status, task_id)
    VALUES (${id(5)}, ${id(4)}, '2027-01-31 09:00Z', 'generated', ${id(6)});
  INSERT INTO task_history (task_id, action) VALUES (${id(6)}, 'created');
  INSERT INTO inventory_parts (id, part_number, name) VALUES (${id(7)}, 'R-10', 'Rope');
  INSERT INTO inventory_transactions (part_id, transaction_type, quantity, task_id) VALUES (${id(7)}, 'usage', -4, ${id(6)});
  INSERT INTO service_requests (id, request_number, title, description, converted_task_id)
    VALUES (${id(8)}, 'SR-1', 'Noise', 'The lift squeaks', ${id(6)});
  UPDATE tasks SET service_request_id = ${id(8)}`;

describe('The tables of a tenant', () => {
  let db: ScratchDatabase;

  /** Each statement of a test is undone. */
  const attempt = (sql: string) => db.pool.query(`SET LOCAL search_path TO ${SCHEMA}; ${sql}; SELECT 1 / 0`);
  const refusal = async (sql: string): Promise<{ code: string; constraint?: string }> =>
    attempt(sql).then(
      () => ({ code: 'accepted' }),
      ({ code, constraint }) => (code === '22012' ? { code: 'accepted' } : { code, constraint }),
    );
  const afterwards = async (change: string, query: string): Promise<unknown[]> => {
    const client = await db.pool.connect();
    await client.query(`BEGIN; SET LOCAL search_path TO ${SCHEMA}`);
    try {
      await client.query(change);
      return (await client.query(query)).rows;
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  };

  beforeAll(async () => {
    db = await scratchDatabase();
    await migratePublic(db.migrator, { isolation: 'role' });
    const client = await db.migrator.connect();
    await provisionSchema(client, { schema: SCHEMA, roles: tenantRoles(SCHEMA) });
    client.release();
    await db.pool.query(`SET LOCAL search_path TO ${SCHEMA}; ${ROWS}`);
  });

  it('know an e-mail address once, however it is written', async () => {
    const again = `INSERT INTO users (email, password_hash) VALUES ('tess@ACME.example', '!')`;
    expect(await refusal(again)).toEqual({ code: '23505', constraint: 'users_email_key' });
  });

  it.each([
    ['users_role_check', `UPDATE users SET role = 'king'`],
    ['tasks_status_check', `UPDATE tasks SET status = 'cancelled'`],
    ['tasks_priority_check', `UPDATE tasks SET priority = 'urgent'`],
    ['tasks_task_type_check', `UPDATE tasks SET task_type = 'party'`],
    ['equipment_status_check', `UPDATE equipment SET status = 'broken'`],
    ['equipment_health_score_check', 'UPDATE equipment SET health_score = 101'],
    ['facilities_latitude_check', 'UPDATE facilities SET latitude = 91'],
    ['facilities_longitude_check', 'UPDATE facilities SET longitude = -181'],
    ['maintenance_schedules_frequency_type_check', `UPDATE maintenance_schedules SET frequency_type = 'hourly'`],
    ['maintenance_schedules_frequency_value_check', 'UPDATE maintenance_schedules SET frequency_value = 0'],
    ['maintenance_schedules_catch_up_check', `UPDATE maintenance_schedules SET catch_up = 'some'`],
    ['maintenance_occurrences_status_check', `UPDATE maintenance_occurrences SET status = 'lost'`],
    ['service_requests_status_check', `UPDATE service_requests SET status = 'done'`],
    ['service_requests_rating_check', 'UPDATE service_requests SET rating = 6'],
    ['inventory_parts_quantity_in_stock_check', 'UPDATE inventory_parts SET quantity_in_stock = -1'],
    ['inventory_transactions_quantity_check', 'UPDATE inventory_transactions SET quantity = 4'],
    ['inventory_transactions_quantity_check', `UPDATE inventory_transactions SET transaction_type = 'return'`],
  ])('hold to %s', async (constraint, change) => {
    expect(await refusal(change)).toEqual({ code: '23514', constraint });
  });

  it('have one row for a day of a schedule in a round, whatever the time of day', async () => {
    const row = (time: string, round: number) => `INSERT INTO maintenance_occurrences
      (schedule_id, equipment_id, occurrence_at, occurrence_on, round, status)
      VALUES (${id(5)}, ${id(4)}, '2027-02-28 ${time}', '2027-02-28', ${round}, 'skipped')`;
    expect(await refusal(`${row('09:00+01', 0)}; ${row('09:00+01', 1)}`)).toEqual({ code: 'accepted' });
    const again = `${row('09:00+01', 0)}; ${row('10:00+01', 0)}`;
    expect(await refusal(again)).toEqual({ code: '23505', constraint: 'maintenance_occurrences_round_key' });
  });

  it('have one open visit of a technician', async () => {
    const visit = (status: string) => `INSERT INTO technician_work_logs (task_id, technician_id, work_status)
      VALUES (${id(6)}, ${id(1)}, '${status}')`;
    expect(await refusal(`${visit('completed')}; ${visit('completed')}; ${visit('open')}`)).toEqual({
      code: 'accepted',
    });
    expect(await refusal(`${visit('in_progress')}; ${visit('open')}`)).toMatchObject({
      code: '23505',
      constraint: 'technician_work_logs_open_key',
    });
  });

  // 23001 since PostgreSQL 18, 23503 before
  it.each([
    ['facilities', 2],
    ['equipment', 4],
    ['inventory_parts', 7],
    ['maintenance_schedules', 5],
  ])('cannot delete %s that have a history', async (table, number) => {
    expect(['23001', '23503']).toContain((await refusal(`DELETE FROM ${table} WHERE id = ${id(number)}`)).code);
  });

  it('take a work order out with its history, and the ledgers still know which it was', async () => {
    const rows = await afterwards(
      `DELETE FROM tasks WHERE id = ${id(6)}`,
      `SELECT (SELECT count(*)::int FROM task_history) AS history,
        (SELECT converted_task_id FROM service_requests) AS converted,
        (SELECT task_id::text || coalesce(task_is_live::text, '') FROM inventory_transactions) AS used,
        (SELECT task_id::text || coalesce(task_is_live::text, '') FROM maintenance_occurrences) AS made`,
    );
    const known = id(6).replaceAll(`'`, '');
    expect(rows).toEqual([{ history: 0, converted: null, used: known, made: known }]);
  });

  it('let the tenant’s own role archive a work order although its ledgers only grow', async () => {
    const columns = `string_agg(quote_ident(column_name), ', ')`;
    const { rows } = await db.pool.query(
      `SELECT ${columns} AS list FROM information_schema.columns
       WHERE table_schema = $1 AND table_name = 'tasks' AND is_generated = 'NEVER'`,
      [SCHEMA],
    );
    const { list } = rows[0];
    const left = await afterwards(
      `SET LOCAL ROLE ${tenantRoles(SCHEMA).rw};
       INSERT INTO tasks_archive (${list}) SELECT ${list} FROM tasks;
       INSERT INTO task_history_archive SELECT * FROM task_history;
       DELETE FROM tasks`,
      `SELECT (SELECT count(*)::int FROM tasks_archive WHERE search @@ to_tsquery('english', 'rope')) AS archived,
        (SELECT count(*)::int FROM task_history_archive) AS history, (SELECT count(*)::int FROM task_history) AS live`,
    );
    expect(left).toEqual([{ archived: 1, history: 1, live: 0 }]);
  });

  it('accept a stock movement only for a work order that exists', async () => {
    const movement = `INSERT INTO inventory_transactions (part_id, transaction_type, quantity, task_id) VALUES (${id(7)}, 'usage', -1, ${id(99)})`;
    expect(await refusal(movement)).toEqual({ code: '23503', constraint: 'inventory_transactions_task_id_fkey' });
  });

  it.each([
    ['a word in another form', `to_tsquery('english', 'lifts & storey')`],
    ['the whole serial number', `to_tsquery('simple', 'gen20034a')`],
    ['a part of the serial number', `to_tsquery('simple', '0034')`],
    ['the beginning of a number', `to_tsquery('simple', 'lift0:*')`],
    ['the beginning of a name', `to_tsquery('simple', 'passen:*')`],
  ])('find a machine by %s', async (_what, query) => {
    expect(await afterwards('SELECT 1', `SELECT name FROM equipment WHERE search @@ ${query}`)).toEqual([
      { name: 'Passenger lift' },
    ]);
  });

  it('take descriptions of any length', async () => {
    const long = `UPDATE tasks SET description = (SELECT string_agg(md5(n::text), ' ') FROM generate_series(1, 60000) n)`;
    expect(await refusal(long)).toEqual({ code: 'accepted' });
  });

  it('number events in the order in which they were written', async () => {
    const event = `INSERT INTO outbox (aggregate_type, aggregate_id, event_type, payload) VALUES ('a', ${id(1)}, 'a.b', '{}')`;
    const rows = (await afterwards(`${event}; ${event}`, 'SELECT sequence::int FROM outbox ORDER BY sequence')) as {
      sequence: number;
    }[];
    expect(rows[1]!.sequence - rows[0]!.sequence).toBe(1);
  });
});
