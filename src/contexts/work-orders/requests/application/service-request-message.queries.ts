import { sql } from 'kysely';
import { entityColumns, equals, tenantList, tenantQuery } from '#libs/database';
import { fullName } from '../../orders/application/full-name.js';
import { ServiceRequestMessageSchema } from '../domain/service-request-message.entity.js';
import type { ServiceRequestTables } from './service-request.tables.js';

const columns = entityColumns(ServiceRequestMessageSchema, 'm');

export const messageList = tenantList<ServiceRequestTables>()({
  name: 'service request messages',
  rows: (db) =>
    db
      .selectFrom('service_request_messages as m')
      .innerJoin('users as u', 'u.id', 'm.user_id')
      .select(columns.select)
      .select(fullName.as('userName')),
  id: 'm.id',
  filters: {
    id: equals('m.id'),
    serviceRequestId: equals('m.service_request_id'),
    isInternal: equals('m.is_internal'),
  },
  sorts: { createdAt: { column: 'm.created_at', type: 'timestamptz' } },
  defaultSort: 'createdAt',
  view: columns.view,
});

export type MessageView = (typeof messageList)['row'];

/** The request, with the people who take part in it besides its requester: who decided it, and who wrote to the requester. */
export const conversationOf = tenantQuery<ServiceRequestTables, { id: string }>()((db, p) =>
  db
    .selectFrom('service_requests as r')
    .select(['r.id', 'r.title', 'r.request_number as requestNumber', 'r.requested_by as requestedById'])
    .select('r.reviewed_by as reviewedById')
    .select((eb) =>
      sql<string[]>`array(${eb
        .selectFrom('service_request_messages as m')
        .select('m.user_id')
        .distinct()
        .whereRef('m.service_request_id', '=', 'r.id')
        .where('m.is_internal', '=', false)})::text[]`.as('writerIds'),
    )
    .where('r.id', '=', p('id')),
);
