import { sql, type Kysely } from 'kysely';
import { jsonObjectFrom } from 'kysely/helpers/postgres';
import {
  anyOf,
  atOrAfter,
  before,
  entityColumns,
  equals,
  LimitableQuery,
  matches,
  perExpansion,
  tenantList,
  tenantQuery,
  type Condition,
} from '#libs/database';
import { fullName } from '../../orders/application/full-name.js';
import { ServiceRequestHistorySchema } from '../domain/service-request-history-entry.entity.js';
import {
  expandedColumns,
  serviceRequestExpansions,
  type ServiceRequestExpansion,
} from './service-request-expansions.js';
import { concerns } from './service-request-reach.js';
import type { ServiceRequestTables } from './service-request.tables.js';
import { requestColumns } from './service-request.view.js';

/** Requests with the state of their work. A subquery, not a join, so that it runs only for the rows of the page. */
const requests = (expand: readonly ServiceRequestExpansion[]) => (db: Kysely<ServiceRequestTables>) =>
  db
    .selectFrom('service_requests as r')
    .select(requestColumns.select)
    .select((eb) =>
      jsonObjectFrom(
        eb
          .selectFrom('tasks as t')
          .select([
            't.task_number as workOrderNumber',
            't.status',
            't.scheduled_date as scheduledAt',
            't.started_at as startedAt',
            't.completed_at as completedAt',
            't.completion_recorded_at as completionRecordedAt',
          ])
          .whereRef('t.id', '=', 'r.converted_task_id'),
      ).as('work'),
    )
    .select(expandedColumns(expand));

interface ById {
  id: string;
  /** The user whom it must concern; null for callers who may see all. */
  user: string | null;
}

export const serviceRequestById = perExpansion(
  serviceRequestExpansions,
  (expand) =>
    new LimitableQuery((isLimited) =>
      tenantQuery<ServiceRequestTables, ById>()((db, p) =>
        requests(expand)(db)
          .where('r.id', '=', p('id'))
          .$if(isLimited, (rows) => rows.where(concerns(p('user')))),
      ),
    ),
);

export const visibleServiceRequest = new LimitableQuery((isLimited) =>
  tenantQuery<ServiceRequestTables, ById>()((db, p) =>
    db
      .selectFrom('service_requests as r')
      .select('r.id')
      .where('r.id', '=', p('id'))
      .$if(isLimited, (rows) => rows.where(concerns(p('user')))),
  ),
);

/** Those among them that concern the user. */
export const visibleRequestsAmong = tenantQuery<ServiceRequestTables, { ids: readonly string[]; user: string }>()(
  (db, p) =>
    db
      .selectFrom('service_requests as r')
      .select('r.id')
      .where(sql<boolean>`r.id = any(${p('ids')}::uuid[])`)
      .where(concerns(p('user'))),
);

export const requestsOfWorkOrder = tenantQuery<ServiceRequestTables, { workOrderId: string }>()((db, p) =>
  db
    .selectFrom('service_requests as r')
    .select(['r.id', 'r.title', 'r.request_number as requestNumber', 'r.requested_by as requestedById'])
    .where('r.converted_task_id', '=', p('workOrderId')),
);

const filters = {
  concerns,
  status: anyOf('r.status'),
  priority: anyOf('r.priority'),
  equipmentId: equals('r.equipment_id'),
  facilityId: equals('r.facility_id'),
  requestedById: equals('r.requested_by'),
  workOrderId: equals('r.converted_task_id'),
  createdBefore: before('r.created_at'),
  createdAfter: atOrAfter('r.created_at'),
  q: matches('service_requests', 'r', 'english'),
} satisfies Record<string, Condition>;

export const serviceRequestList = perExpansion(serviceRequestExpansions, (expand) =>
  tenantList<ServiceRequestTables>()({
    name: 'service requests',
    rows: requests(expand),
    id: 'r.id',
    updatedAt: 'r.updated_at',
    filters,
    sorts: { createdAt: { column: 'r.created_at', type: 'timestamptz' } },
    defaultSort: '-createdAt',
    view: (row) => row,
  }),
);

const lines = entityColumns(ServiceRequestHistorySchema, 'h');

export const requestHistoryList = tenantList<ServiceRequestTables>()({
  name: 'service request history',
  rows: (db) =>
    db
      .selectFrom('service_request_history as h')
      .leftJoin('users as u', 'u.id', 'h.user_id')
      .select(lines.select)
      .select(fullName.as('userName')),
  id: 'h.id',
  filters: { serviceRequestId: equals('h.service_request_id') },
  sorts: { createdAt: { column: 'h.created_at', type: 'timestamptz' } },
  defaultSort: 'createdAt',
  view: lines.view,
});

export type RequestHistoryView = (typeof requestHistoryList)['row'];
