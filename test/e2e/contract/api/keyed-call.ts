import { randomUUID } from 'node:crypto';
import type { Operation } from './described-api.js';
import type { Call, Stage } from './stage.js';

/** Operations of users and operators that take an Idempotency-Key. */
export const takesKey = ({ method, access }: Operation): boolean => method === 'POST' && access !== 'public';

/** A call that succeeds, with a key of its own; of bulk operations with several items. */
export async function keyedCall(stage: Stage, operation: Operation, key = randomUUID()): Promise<Call> {
  const ids = await stage.target(operation);
  const body = await severalItems(stage, operation);
  const version = await stage.version(operation, ids);
  return { ids, body, token: await stage.tokenFor(operation), headers: { ...version, 'Idempotency-Key': key } };
}

async function severalItems(stage: Stage, operation: Operation): Promise<unknown> {
  const single = stage.singleOf(operation);
  if (!single) return stage.body(operation);
  return { items: [await stage.body(single), await stage.body(single), await stage.body(single)] };
}
