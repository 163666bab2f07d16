import { sql, type Kysely, type RawBuilder } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { WorkOrderTables } from './work-order.tables.js';

/** How many rows of a table refer to a facility or a machine. */
const countOf = (
  table: 'tasks' | 'tasks_archive' | 'service_requests' | 'maintenance_schedules',
  column: 'facility_id' | 'equipment_id',
) =>
  tenantQuery<WorkOrderTables, { id: string }>()((db, p) =>
    db
      .selectFrom(`${table as 'tasks'} as r`)
      .select((eb) => eb.fn.countAll().as('count'))
      .where(`r.${column}`, '=', p('id')),
  );

export const workOrdersOfFacility = countOf('tasks', 'facility_id');
export const workOrdersOfEquipment = countOf('tasks', 'equipment_id');
export const archivedOfFacility = countOf('tasks_archive', 'facility_id');
export const archivedOfEquipment = countOf('tasks_archive', 'equipment_id');
export const requestsOfFacility = countOf('service_requests', 'facility_id');
export const requestsOfEquipment = countOf('service_requests', 'equipment_id');
export const schedulesOfEquipment = countOf('maintenance_schedules', 'equipment_id');

type Tables = Pick<WorkOrderTables, 'tasks'>;

/** Work orders, archived or not, with a value in a custom field. The first condition is that of the index. */
const withValues = (db: Kysely<Tables>, condition: RawBuilder<boolean>) => {
  const found = (table: 'tasks' | 'tasks_archive') =>
    db
      .selectFrom(`${table as 'tasks'} as t`)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where(sql<boolean>`t.custom_fields <> '{}'`)
      .where(condition);
  return db.selectNoFrom(sql<number>`(${found('tasks')}) + (${found('tasks_archive')})`.as('count'));
};

export const workOrdersWithKey = tenantQuery<WorkOrderTables, { key: string }>()((db, p) =>
  withValues(db as never, sql`t.custom_fields ? ${p('key')}`),
);

/** @param values objects with one value each */
export const workOrdersWithAnyOf = tenantQuery<WorkOrderTables, { values: readonly string[] }>()((db, p) =>
  withValues(db as never, sql`t.custom_fields @> any(${p('values')}::jsonb[])`),
);
