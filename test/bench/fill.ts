import type pg from 'pg';

export interface Filling {
  readonly workOrders: number;
  readonly equipment: number;
  readonly users: number;
}

/** Fills a tenant as it looks after years of use: machines at 50 facilities, and work orders most of which are completed. */
export async function fill(client: pg.Client, { workOrders, equipment, users }: Filling): Promise<void> {
  // no monthly quota, which the benchmark would use up
  await client.query(`update entitlements set limit_value = 1e12 where name = 'api_calls'`);
  await client.query(insertUsers, [users]);
  await client.query(insertFacilities);
  await client.query(insertEquipment, [equipment]);
  await client.query(insertWorkOrders, [workOrders]);
  // done now, so that autovacuum does not start in the middle of a measurement
  await client.query('vacuum analyze');
  await client.query('checkpoint');
}

const insertUsers = `insert into users (id, email, password_hash, first_name, last_name, role, is_verified)
  select uuidv7(), 'technician' || n || '@example.com', 'none', (array['Bob', 'Carla', 'Dmitri', 'Elif', 'Fatou'])[1 + n % 5],
    'Technician ' || n, 'technician', true
  from generate_series(1, $1::int) as n`;

const insertFacilities = `insert into facilities (id, name, facility_code, city, timezone)
  select uuidv7(), 'Facility ' || n, 'F-' || n, 'Rotterdam', 'Europe/Amsterdam' from generate_series(1, 50) as n`;

const insertEquipment = `insert into equipment (id, facility_id, equipment_number, name, manufacturer, model, equipment_type)
  select uuidv7(), (array(select id from facilities order by id))[1 + n % 50], 'LIFT-' || n, 'Passenger lift ' || n, 'Otis', 'GeN2', 'elevator'
  from generate_series(1, $1::int) as n`;

// Of 20 work orders of a technician 4 are assigned, 2 in progress, 1 on hold, 1 canceled, the others completed.
// Due times are half an hour away from now, plus or minus whole hours, so none passes during a run.
const insertWorkOrders = `with machines as (select array_agg(e.id order by e.id) as ids, array_agg(e.facility_id order by e.id) as places from equipment as e),
  technicians as (select array_agg(u.id order by u.id) as ids from users as u where u.role = 'technician'),
  numbered as (
    select n, 1 + n % cardinality(m.ids) as machine, m.ids, m.places, u.ids[1 + n % cardinality(u.ids)] as assignee,
      (n / cardinality(u.ids)) % 20 as dice, date_trunc('hour', now()) + interval '30 minutes' as half_past
    from generate_series(1, $1::int) as n, machines as m, technicians as u)
  insert into tasks (id, equipment_id, facility_id, title, description, task_type, priority, status, assigned_to, due_date, estimated_hours,
    started_at, completed_at, actual_hours, work_performed, created_at, updated_at)
  select uuidv7(), ids[machine], places[machine], 'Monthly inspection of passenger lift ' || machine,
    'Check doors, brakes, ropes and the emergency call. Clean the pit. Note what has to be ordered.',
    (array['maintenance', 'repair', 'inspection'])[1 + n % 3], (array['low', 'medium', 'high', 'critical'])[1 + n % 4],
    (array['assigned', 'assigned', 'assigned', 'assigned', 'in_progress', 'in_progress', 'on_hold', 'canceled'] || array_fill('completed'::text, array[12]))[1 + dice],
    assignee, half_past + make_interval(hours => n % 2000 - 1000), 1.5,
    case when dice in (4, 5, 6) or dice > 7 then half_past - make_interval(hours => n % 500) end,
    case when dice > 7 then half_past - make_interval(hours => n % 500 - 2) end, case when dice > 7 then 2 end,
    case when dice > 7 then 'Checked everything on the list, adjusted the door drive.' end,
    half_past - interval '40 days' + make_interval(secs => n), half_past - interval '20 days'
  from numbered`;
