import { mustChange, statementName, type Statement } from '#libs/database';
import { refuse } from '#libs/kernel';
import type { Effect, Steps } from './claim.js';
import type { KeyedRequest } from './idempotency-key.js';
import { inFlight } from './idempotency.errors.js';
import type { StoredReply } from './stored-reply.js';

/** A row of idempotency_keys as a request with its key finds it. */
export interface KeyRow {
  readonly id: string;
  readonly request_hash: string;
  readonly status: 'in_progress' | 'completed';
  /** Its holder has had long enough. */
  readonly is_free: boolean;
  readonly is_expired: boolean;
  readonly effect: Effect | null;
  readonly steps: Steps | null;
  readonly response_status: number | null;
  readonly response_headers: Readonly<Record<string, string>> | null;
  readonly response_body: string | null;
}

interface Times {
  readonly now: Date;
  readonly lockedUntil: Date;
  readonly expiresAt: Date;
}

const named = (statement: Statement): Statement => ({ ...statement, name: statementName(statement.text) });
const whoAndWhere = ({ principal, method, path, key }: KeyedRequest): string[] => [principal, method, path, key];

/** Does nothing where the key is known. It neither waits for its holder nor locks the row, which the effect's transaction writes. */
export function insertKey(schema: string, id: string, request: KeyedRequest, times: Times): Statement {
  const text = `insert into "${schema}".idempotency_keys (principal, method, path, key, id, request_hash, locked_until, created_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (principal, method, path, key) do nothing`;
  const { now, lockedUntil, expiresAt } = times;
  const values = [...whoAndWhere(request), id, request.digest, lockedUntil, now, expiresAt];
  return named({ text, values, writes: true });
}

export function findKey(schema: string, request: KeyedRequest, now: Date): Statement {
  const text = `select id, request_hash, status, locked_until <= $5 as is_free, expires_at <= $5 as is_expired, effect,
      response_status, response_headers, response_body
    from "${schema}".idempotency_keys where principal = $1 and method = $2 and path = $3 and key = $4`;
  return named({ text, values: [...whoAndWhere(request), now], writes: false });
}

/** For one of all who try at once. An expired key starts anew; of any other the effect and the steps are kept. */
export function takeKeyOver(
  schema: string,
  found: KeyRow,
  id: string,
  { digest }: KeyedRequest,
  { now, lockedUntil, expiresAt }: Times,
): Statement {
  const text = `update "${schema}".idempotency_keys set id = $2, request_hash = $3, locked_until = $4, status = 'in_progress',
      effect = case when $5 then null else effect end, steps = case when $5 then null else steps end,
      created_at = case when $5 then $6 else created_at end, expires_at = case when $5 then $7 else expires_at end
    where id = $1 and (status = 'in_progress' or $5) returning effect, steps`;
  return { text, values: [found.id, id, digest, lockedUntil, found.is_expired, now, expiresAt], writes: true };
}

/**
 * Goes out with the effect. Should the claim have been taken over there is no such row, and the effect is undone: who has the key now answers.
 * From then on the request is not gone on with.
 */
export function markEffect(schema: string, id: string, created: Effect, lockedUntil: Date): Statement {
  const text = `update "${schema}".idempotency_keys set effect = coalesce(effect, '[]') || $2::jsonb, steps = null, locked_until = $3
    where id = $1 returning 1`;
  return named(mustChange({ text, values: [id, JSON.stringify(created), lockedUntil] }, () => refuse(inFlight)));
}

/** The last statement of a step's transaction, which it undoes like {@link markEffect}. */
export function noteStep(
  schema: string,
  id: string,
  { name, result }: { name: string; result: unknown },
  lockedUntil: Date,
): Statement {
  const text = `update "${schema}".idempotency_keys set locked_until = $4, effect = coalesce(effect, '[]'),
      steps = case when effect is null or steps is not null then coalesce(steps, '{}') || jsonb_build_object($2::text, $3::jsonb) end
    where id = $1 returning 1`;
  return named(
    mustChange({ text, values: [id, name, JSON.stringify(result ?? null), lockedUntil] }, () => refuse(inFlight)),
  );
}

export function storeReply(schema: string, id: string, { status, headers, body }: StoredReply): Statement {
  const text = `update "${schema}".idempotency_keys set status = 'completed', response_status = $2, response_headers = $3::jsonb, response_body = $4
    where id = $1 and status = 'in_progress'`;
  return named({ text, values: [id, status, JSON.stringify(headers), body], writes: true });
}

/** Lets a key go whose request came to nothing. One that has had its effect stays, free for whoever asks next. */
export function releaseKey(schema: string, id: string, now: Date): Statement[] {
  return [
    { text: `delete from "${schema}".idempotency_keys where id = $1 and effect is null`, values: [id], writes: true },
    {
      text: `update "${schema}".idempotency_keys set locked_until = $2 where id = $1`,
      values: [id, now],
      writes: true,
    },
  ];
}

/** A bounded number at once, so that a day's keys do not become one long transaction. */
export function deleteExpired(schema: string, now: Date, most: number): Statement {
  const text = `delete from "${schema}".idempotency_keys
    where id = any (array(select id from "${schema}".idempotency_keys where expires_at <= $1 limit $2))`;
  return { text, values: [now, most], writes: true };
}

export function nextExpiry(schema: string): Statement {
  return { text: `select min(expires_at) as at from "${schema}".idempotency_keys`, values: [], writes: false };
}

/** Looks are an hour apart: by then there has been one after the first expiry. */
export function latestLook(schema: string): Statement {
  return {
    text: `select min(expires_at) + interval '2 hours' as at from "${schema}".idempotency_keys`,
    values: [],
    writes: false,
  };
}
