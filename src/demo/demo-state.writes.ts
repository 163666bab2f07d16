// Past the unit of work: demo rows come from files, not from use cases.
import { tenantQuery } from '#libs/database';
import type { Tables } from './demo-state.queries.js';

/** Requests and work orders refer to each other, so requests are inserted first and updated afterwards. */
export const linkRequests = tenantQuery<Tables>()((db) =>
  db
    .updateTable('service_requests as r')
    .from('tasks as t')
    .set((eb) => ({ converted_task_id: eb.ref('t.id') }))
    .whereRef('t.service_request_id', '=', 'r.id'),
);
