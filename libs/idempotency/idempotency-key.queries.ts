import { statementName, type Statement } from '#libs/database';
import type { Effect, Steps } from './claim.js';
import type { KeyedRequest } from './idempotency-key.js';

/** A row of idempotency_keys, as a request with the same key finds it. */
export interface KeyRow {
  readonly id: string;
  readonly request_hash: string;
  readonly status: 'in_progress' | 'completed';
  /** The lock of its holder has run out. */
  readonly is_free: boolean;
  readonly is_expired: boolean;
  readonly effect: Effect | null;
  readonly steps: Steps | null;
  readonly response_status: number | null;
  readonly response_headers: Readonly<Record<string, string>> | null;
  readonly response_body: string | null;
}

export const named = (statement: Statement): Statement => ({ ...statement, name: statementName(statement.text) });

export const whoAndWhere = ({ principal, method, path, key }: KeyedRequest): string[] => [principal, method, path, key];

export function findKey(schema: string, request: KeyedRequest, now: Date): Statement {
  const text = `select id, request_hash, status, locked_until <= $5 as is_free, expires_at <= $5 as is_expired, effect,
      response_status, response_headers, response_body
    from "${schema}".idempotency_keys where principal = $1 and method = $2 and path = $3 and key = $4`;
  return named({ text, values: [...whoAndWhere(request), now], writes: false });
}

export function nextExpiry(schema: string): Statement {
  return { text: `select min(expires_at) as at from "${schema}".idempotency_keys`, values: [], writes: false };
}

/** Runs are an hour apart, so by then one must have run after the first expiry. */
export function latestWakeup(schema: string): Statement {
  return {
    text: `select min(expires_at) + interval '2 hours' as at from "${schema}".idempotency_keys`,
    values: [],
    writes: false,
  };
}
