import { sql } from 'kysely';
import type { OperationStatus } from '#libs/http';
import { DAYS_KEPT } from './operation.entity.js';

/** An operation whose lease was not renewed for so long is taken over by another process. */
export const LEASE_SECONDS = 20;

/** The columns that runs of operations read and write. */
export interface OperationTables {
  operations: {
    id: string;
    kind: string;
    input: object;
    status: OperationStatus;
    progress: number;
    result: object | null;
    error: object | null;
    attempts: number;
    lease: string | null;
    due_at: string | null;
    requested_by: string | null;
    request_id: string | null;
    started_at: string | null;
    finished_at: string | null;
    expires_at: string | null;
    version: number;
    updated_at: string;
  };
}

// leases run out by the database's clock alone
export const now = sql<string>`now()`;
export const inSeconds = (seconds: unknown) => sql<string>`now() + make_interval(secs => ${seconds})`;
export const afterLease = inSeconds(sql.lit(LEASE_SECONDS));
export const json = (text: unknown) => sql<object>`${text}::jsonb`;

export const changed = { version: sql<number>`version + 1`, updated_at: now };
export const freed = { ...changed, lease: null };
export const ended = {
  ...freed,
  due_at: null,
  finished_at: now,
  expires_at: sql<string>`now() + make_interval(days => ${sql.lit(DAYS_KEPT)})`,
};
