// What one would usually write without a framework: unnamed statements through a pool, times as Dates, and a transaction that sends its
// statements one by one.
import pg from 'pg';
import { newWorkOrder } from './new-work-order.js';
import {
  pageOf,
  poolOf,
  serve,
  settings,
  withTransitions,
  type ListQuery,
  type Row,
  type WorkOrderFloorSettings,
} from './floor-server.js';
import { byId, columns, insertWorkOrder, page, sideRows } from './work-order.sql.js';

const given = settings<WorkOrderFloorSettings>();
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
const pool = poolOf(given);

await serve(given, (app) => {
  app.get<{ Querystring: ListQuery }>('/v1/work-orders', async ({ query }) => {
    const limit = Number(query.limit);
    const { rows } = await pool.query<Row>(page, [query.status.split(','), query.assigneeId, limit + 1]);
    return pageOf(rows.map(withTransitions), limit);
  });
  app.get<{ Params: { id: string } }>('/v1/work-orders/:id', async ({ params }) => {
    const { rows } = await pool.query<Row>(byId, [params.id]);
    return withTransitions(rows[0]!);
  });
  app.post('/v1/work-orders', async ({ body, id: requestId, ip, headers }, reply) => {
    const made = newWorkOrder(body as never, { by: given.userId, requestId, ip, userAgent: headers['user-agent'] });
    const client = await pool.connect();
    try {
      await client.query('begin');
      const { rows } = await client.query<Row>(`${insertWorkOrder} returning ${columns}`, made.workOrder);
      await client.query(sideRows.history(), made.history);
      await client.query(sideRows.audit(), made.audit);
      await client.query(sideRows.outbox(), made.outbox);
      await client.query('commit');
      reply.code(201);
      return withTransitions(rows[0]!);
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  });
});
