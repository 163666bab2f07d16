import type pg from 'pg';

const tables = ['tasks', 'maintenance_occurrences', 'task_history', 'audit_logs', 'outbox'] as const;

/** Creates schedules of all frequencies in several time zones, five for each machine. */
export async function fillSchedules(client: pg.Client, schema: string, count: number): Promise<void> {
  await client.query(`set search_path to ${schema}`);
  await client.query(
    `insert into facilities (id, name) select uuidv7(), 'Plant ' || n from generate_series(1, 5) as n`,
  );
  await client.query(insertEquipment, [Math.ceil(count / 5)]);
  await client.query(insertSchedules, [count]);
  await client.query('vacuum analyze facilities, equipment, maintenance_schedules');
}

const insertEquipment = `insert into equipment (id, facility_id, equipment_number, name)
  select uuidv7(), (array(select id from facilities order by id))[1 + n % 5], 'M-' || n, 'Machine ' || n from generate_series(1, $1::int) as n`;

// The first occurrence was between minutes and hours ago, so exactly one is due.
const insertSchedules = `with zoned as (
    select n, (array['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo'])[1 + n % 4] as zone,
      date_trunc('minute', now()) - make_interval(mins => 1 + n % 240) as first_at from generate_series(1, $1::int) as n)
  insert into maintenance_schedules (id, equipment_id, schedule_name, frequency_type, frequency_value, first_occurrence_local, timezone,
    next_run_date, wake_at, task_title, task_description, task_priority, estimated_hours)
  select uuidv7(), (array(select id from equipment order by id))[1 + n % (select count(*) from equipment)::int], 'Inspection ' || n,
    (array['daily', 'weekly', 'monthly', 'quarterly', 'yearly'])[1 + n % 5], 1, first_at at time zone zone, zone, first_at, first_at,
    'Inspection ' || n, 'Check everything on the list. Note what has to be ordered.', 'medium', 1.5
  from zoned`;

/** Restores the state before the first generation. The vacuum keeps dead rows of one run from slowing down the next. */
export async function makeDue(client: pg.Client, schemas: readonly string[]): Promise<void> {
  for (const schema of schemas) {
    await client.query(`set search_path to ${schema}`);
    await client.query(`delete from maintenance_occurrences; delete from task_history; delete from tasks;
      delete from audit_logs; delete from outbox; update maintenance_schedules
      set next_run_date = first_occurrence_local at time zone timezone, wake_at = first_occurrence_local at time zone timezone, last_run_date = null`);
    await client.query(`vacuum analyze maintenance_schedules, ${tables.join(', ')}`);
  }
  await client.query('delete from public.job_leases');
  await client.query(
    `insert into public.tenant_wakeups (tenant_id, kind, due_at) select id, 'maintenance', now() from public.tenants
    where schema_name = any($1) on conflict (tenant_id, kind) do update set due_at = excluded.due_at`,
    [schemas],
  );
  await client.query('checkpoint');
}

/** Rows per table over all schemas, to check that the contenders did the same work. */
export async function written(client: pg.Client, schemas: readonly string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const parts = schemas.map((schema) => `select count(*) as n from ${schema}.${table}`);
    const { rows } = await client.query<{ sum: string }>(
      `select sum(n) from (${parts.join(' union all ')}) as counted`,
    );
    counts[table] = Number(rows[0]!.sum);
  }
  return counts;
}
