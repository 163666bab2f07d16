import { uuidv7 } from '#libs/kernel';

interface Body {
  readonly title: string;
  readonly description: string;
  readonly type: string;
  readonly priority: string;
  readonly equipmentId: string;
  readonly assigneeId?: string;
  readonly dueAt: string;
  readonly estimatedHours: number;
}

type Columns = unknown[][];

/** The values of all rows that the creation of one work order writes, in the order of the statements of work-order.sql.ts. */
export interface NewWorkOrder {
  readonly workOrder: unknown[];
  readonly history: Columns;
  readonly audit: Columns;
  readonly outbox: Columns;
}

interface Act {
  readonly by: string;
  readonly requestId: string;
  readonly ip: string;
  readonly userAgent: string | undefined;
}

export function newWorkOrder(body: Body, act: Act): NewWorkOrder {
  const id = uuidv7();
  const at = new Date().toISOString();
  const status = body.assigneeId ? 'assigned' : 'new';
  const happened = body.assigneeId ? ['created', 'assigned'] : ['created'];
  const facts = { ...body, status, byId: act.by };
  const changes = { before: {}, after: { id, ...facts, createdAt: at, updatedAt: at, version: 1 } };
  return {
    workOrder: [
      ...[id, body.equipmentId, body.title, body.description, body.type, body.priority, status],
      ...[body.assigneeId ?? null, body.dueAt, body.estimatedHours, act.by, at],
    ],
    history: inColumns(happened.map((action) => [uuidv7(), id, act.by, action, body.assigneeId ?? 'new', at])),
    audit: inColumns([
      [uuidv7(), act.by, 'user', 'create', 'work_order', id, act.requestId, act.ip, act.userAgent ?? null].concat(
        JSON.stringify(changes),
      ),
    ]),
    outbox: inColumns(
      happened.map((action) => [
        ...[uuidv7(), 'work_order', id, `work_order.${action}`, JSON.stringify(facts), act.requestId, at],
        action === 'created' ? at : null,
      ]),
    ),
  };
}

function inColumns(rows: readonly unknown[][]): Columns {
  return rows[0]!.map((_, column) => rows.map((row) => row[column]));
}
