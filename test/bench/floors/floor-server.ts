import fastify, { type FastifyInstance } from 'fastify';
import pg from 'pg';
import {
  commandsFrom,
  type WorkOrderStatus,
} from '../../../src/contexts/work-orders/orders/domain/work-order-status.js';

/** The settings of a floor, passed as JSON in one argument of the command line. */
export interface FloorSettings {
  readonly port: number;
  readonly databaseUrl: string;
  readonly schema: string;
  readonly poolSize: number;
}

export interface WorkOrderFloorSettings extends FloorSettings {
  /** The user who is recorded as the creator of rows. */
  readonly userId: string;
}

export type Row = Record<string, unknown> & { status: WorkOrderStatus };

export function settings<S extends FloorSettings>(): S {
  return JSON.parse(process.argv[2]!) as S;
}

export function poolOf({ databaseUrl, schema, poolSize }: FloorSettings, types?: pg.CustomTypesConfig): pg.Pool {
  const options = `-c search_path=${schema}`;
  return new pg.Pool({ connectionString: databaseUrl, max: poolSize, options, ...(types && { types }) });
}

/** Fastify without hooks, logger or authentication. */
export async function serve({ port }: FloorSettings, addRoutes: (app: FastifyInstance) => void): Promise<void> {
  const app = fastify({ logger: false });
  addRoutes(app);
  await app.listen({ port, host: '127.0.0.1' });
}

export interface ListQuery {
  readonly status: string;
  readonly assigneeId: string;
  readonly limit: string;
}

export function pageOf(rows: readonly Row[], limit: number) {
  const data = rows.length > limit ? rows.slice(0, limit) : rows;
  const last = rows.length > limit ? data.at(-1) : undefined;
  const nextCursor = last && Buffer.from(JSON.stringify([last['dueAt'], last['id']])).toString('base64url');
  return { data, nextCursor: nextCursor ?? null };
}

/** The transitions of a caller who has all permissions. */
const transitions = new Map<WorkOrderStatus, string[]>();

export function withTransitions(row: Row): Row {
  let allowed = transitions.get(row.status);
  if (!allowed) transitions.set(row.status, (allowed = commandsFrom(row.status)));
  row['allowedTransitions'] = allowed;
  return row;
}
