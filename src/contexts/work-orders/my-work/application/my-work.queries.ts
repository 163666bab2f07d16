import { expressionBuilder, sql } from 'kysely';
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres';
import { tenantQuery } from '#libs/database';
import { openWork } from '../../orders/application/open-work.js';
import { partsOfOrder } from '../../orders/application/work-order-parts.queries.js';
import { workOfUser } from '../../orders/application/work-order-reach.js';
import { workOrderRows } from '../../orders/application/work-order.queries.js';
import type { MyWorkTables } from './my-work.tables.js';

const RECENT = 5;

const eb = expressionBuilder<MyWorkTables & { t: MyWorkTables['tasks'] }, 't'>();

const place = jsonObjectFrom(
  eb
    .selectFrom('facilities as f')
    .select(['f.id', 'f.name', 'f.address_line1 as addressLine1', 'f.address_line2 as addressLine2'])
    .select(['f.zip_code as zipCode', 'f.city', 'f.state', 'f.country', 'f.timezone'])
    .select([
      sql<number | null>`f.latitude::float8`.as('latitude'),
      sql<number | null>`f.longitude::float8`.as('longitude'),
    ])
    .select(['f.contact_name as contactName', 'f.contact_email as contactEmail', 'f.contact_phone as contactPhone'])
    .whereRef('f.id', '=', 't.facility_id'),
);

const machine = jsonObjectFrom(
  eb
    .selectFrom('equipment as e')
    .leftJoin('buildings as b', 'b.id', 'e.building_id')
    .select([
      'e.id',
      'e.name',
      'e.equipment_number as equipmentNumber',
      'e.equipment_type as equipmentType',
      'e.status',
    ])
    .select(['e.manufacturer', 'e.model', 'e.serial_number as serialNumber', 'b.name as buildingName'])
    .select(['e.floor', 'e.room', 'e.location_notes as locationNotes'])
    .whereRef('e.id', '=', 't.equipment_id'),
);

const requester = jsonObjectFrom(
  eb
    .selectFrom('service_requests as q')
    .select(['q.request_number as requestNumber', 'q.contact_name as contactName'])
    .select(['q.contact_email as contactEmail', 'q.contact_phone as contactPhone'])
    .whereRef('q.id', '=', 't.service_request_id'),
);

/** By creation, since that has an index for each machine. Without ids: what was done on the machine is for whoever stands before it, the work orders of others are not. */
const recentWork = jsonArrayFrom(
  eb
    .selectFrom('tasks as r')
    .select(['r.task_number as workOrderNumber', 'r.title', 'r.task_type as type'])
    .select(['r.completed_at as completedAt', 'r.work_performed as workPerformed'])
    .whereRef('r.equipment_id', '=', 't.equipment_id')
    .whereRef('r.id', '<>', 't.id')
    .where('r.status', '=', 'completed')
    .orderBy('r.created_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(RECENT),
);

const soonest = sql`coalesce(t.scheduled_date, t.due_date, 'infinity'::timestamptz)`;

/** The open work of a user and of their teams, with all that is needed on site. */
export const workOnSite = tenantQuery<MyWorkTables, { user: string; limit: number }>()((db, p) =>
  workOrderRows(db as never)
    .select([place.as('place'), machine.as('machine'), requester.as('requester')])
    .select([recentWork.as('recentWork'), partsOfOrder.as('parts')])
    .where(sql<boolean>`t.id = any(array(${workOfUser(p('user'))}))`)
    .where(openWork)
    .orderBy(soonest)
    .orderBy('t.id')
    .limit(p('limit')),
);

export const openVisitOf = tenantQuery<MyWorkTables, { user: string }>()((db, p) =>
  db
    .selectFrom('technician_work_logs as w')
    .innerJoin('tasks as t', 't.id', 'w.task_id')
    .select(['w.id', 'w.task_id as workOrderId', 't.task_number as workOrderNumber', 't.title as workOrderTitle'])
    .select('w.arrival_time as arrivedAt')
    .where('w.technician_id', '=', p('user'))
    .where(sql<boolean>`w.work_status <> 'completed'`),
);
