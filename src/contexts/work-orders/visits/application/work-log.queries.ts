import { sql, type Kysely } from 'kysely';
import {
  atOrAfter,
  before,
  entityColumns,
  equals,
  LimitableQuery,
  tenantList,
  tenantQuery,
  type Condition,
} from '#libs/database';
import { fullName } from '../../orders/application/full-name.js';
import { WorkLogSchema } from '../domain/work-log.entity.js';
import type { VisitTables } from './visit.tables.js';

const columns = entityColumns(WorkLogSchema, 'w');

// A literal instead of a parameter, so that the planner uses the partial indexes on open visits.
const isOpen = sql<boolean>`w.work_status <> 'completed'`;

const workLogs = (db: Kysely<VisitTables>) =>
  db
    .selectFrom('technician_work_logs as w')
    .innerJoin('tasks as t', 't.id', 'w.task_id')
    .select(columns.select)
    .select((eb) => [
      't.task_number as workOrderNumber',
      't.title as workOrderTitle',
      't.facility_id as facilityId',
      eb
        .selectFrom('users as u')
        .select(fullName.as('name'))
        .whereRef('u.id', '=', 'w.technician_id')
        .as('technicianName'),
      isOpen.as('isOpen'),
    ]);

interface ById {
  id: string;
  /** The only one whose visits the caller sees; null for callers who see all. */
  user: string | null;
}

export const workLogById = new LimitableQuery((isLimited) =>
  tenantQuery<VisitTables, ById>()((db, p) =>
    workLogs(db)
      .where('w.id', '=', p('id'))
      .$if(isLimited, (rows) => rows.where('w.technician_id', '=', p('user') as never)),
  ),
);

const filters = {
  ownOf: equals('w.technician_id'),
  technicianId: equals('w.technician_id'),
  workOrderId: equals('w.task_id'),
  facilityId: equals('t.facility_id'),
  open: () => isOpen,
  ended: () => sql`not (${isOpen})`,
  arrivedAfter: atOrAfter('w.arrival_time'),
  arrivedBefore: before('w.arrival_time'),
} satisfies Record<string, Condition>;

export const workLogList = tenantList<VisitTables>()({
  name: 'work logs',
  rows: workLogs,
  id: 'w.id',
  updatedAt: 'w.updated_at',
  filters,
  sorts: { arrivedAt: { column: 'w.arrival_time', type: 'timestamptz' } },
  defaultSort: '-arrivedAt',
  view: columns.view,
});

export type WorkLogView = (typeof workLogList)['row'];

/** As a list shows it. */
export const workLogView = columns.view;

/** Locks the user, so that visits of one technician are written one after another; none for an unknown one. */
export const lockedTechnician = tenantQuery<VisitTables, { technicianId: string }>()((db, p) =>
  db.selectFrom('users as u').select(['u.role', 'u.is_active']).where('u.id', '=', p('technicianId')).forNoKeyUpdate(),
);

/** Locks them in the order of their ids, so that no two wait for each other; with where the work is. */
export const lockedWorkOrders = tenantQuery<VisitTables, { ids: readonly string[] }>()((db, p) =>
  db
    .selectFrom('tasks as t')
    .innerJoin('facilities as f', 'f.id', 't.facility_id')
    .select(['t.id', 't.status', 'f.latitude', 'f.longitude'])
    .where(sql<boolean>`t.id = any(${p('ids')}::uuid[])`)
    .orderBy('t.id')
    .forNoKeyUpdate('t'),
);

export const openWorkLog = tenantQuery<VisitTables, { technicianId: string }>()((db, p) =>
  db
    .selectFrom('technician_work_logs as w')
    .select(['w.id', 'w.task_id as workOrderId'])
    .where('w.technician_id', '=', p('technicianId'))
    .where(isOpen),
);

interface Span {
  id: string;
  technicianId: string;
  from: Date;
  /** null for a visit that has not ended */
  until: Date | null;
}

/** Other visits of the technician that cover a part of the time. */
export const overlappingWorkLog = tenantQuery<VisitTables, Span>()((db, p) =>
  db
    .selectFrom('technician_work_logs as w')
    .select('w.id')
    .where('w.technician_id', '=', p('technicianId'))
    .where('w.id', '<>', p('id'))
    .where(sql<boolean>`w.arrival_time < coalesce(${p('until')}::timestamptz, 'infinity')`)
    .where(sql<boolean>`coalesce(w.departure_time, 'infinity') > ${p('from')}::timestamptz`)
    .orderBy('w.arrival_time')
    .limit(1),
);
