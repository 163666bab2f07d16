// Past the unit of work: a key is claimed before its request is carried out, and must stay when the request fails.
import { mustChange, type Statement } from '#libs/database';
import { refuse } from '#libs/kernel';
import type { Effect } from './claim.js';
import type { KeyedRequest } from './idempotency-key.js';
import { inFlight } from './idempotency.errors.js';
import type { StoredReply } from './stored-reply.js';
import { type KeyRow, named, whoAndWhere } from './idempotency-key.queries.js';

interface Times {
  readonly now: Date;
  readonly lockedUntil: Date;
  readonly expiresAt: Date;
}

/** Does nothing where the key exists. Neither waits for its holder nor locks the row, which the effect's transaction writes. */
export function insertKey(schema: string, id: string, request: KeyedRequest, times: Times): Statement {
  const text = `insert into "${schema}".idempotency_keys (principal, method, path, key, id, request_hash, locked_until, created_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (principal, method, path, key) do nothing`;
  const { now, lockedUntil, expiresAt } = times;
  const values = [...whoAndWhere(request), id, request.digest, lockedUntil, now, expiresAt];
  return named({ text, values, writes: true });
}

/** Succeeds for one of several at once. An expired key starts anew; any other keeps its effect and steps. */
export function takeOverKey(
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
 * Part of the effect's transaction, which it rolls back when the claim was taken over. From then on the request is not continued, only
 * answered.
 */
export function markEffect(schema: string, id: string, created: Effect, lockedUntil: Date): Statement {
  const text = `update "${schema}".idempotency_keys set effect = coalesce(effect, '[]') || $2::jsonb, steps = null, locked_until = $3
    where id = $1 returning 1`;
  return named(mustChange({ text, values: [id, JSON.stringify(created), lockedUntil] }, () => refuse(inFlight)));
}

/** The last statement of a step's transaction, which it rolls back like {@link markEffect}. */
export function recordStep(
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

/** Deletes the key of a request without effect. One with an effect stays, unlocked for the next repetition. */
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

/** A bounded number at once, so that no transaction is long. */
export function deleteExpired(schema: string, now: Date, most: number): Statement {
  const text = `delete from "${schema}".idempotency_keys
    where id = any (array(select id from "${schema}".idempotency_keys where expires_at <= $1 limit $2))`;
  return { text, values: [now, most], writes: true };
}
