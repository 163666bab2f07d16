import type { Statement, WriteHook } from '#libs/database';
import type { Clock } from '#libs/kernel';
import { findContext } from '#libs/request-context';
import { claimOf, extendedLock } from './claim.js';
import { keySchema } from './key-schema.js';
import { markEffect } from './idempotency-key.writes.js';
import { isInStep } from './request-steps.js';

/**
 * Records in the transaction of a request's effect that it has happened, so that after a crash at any moment both are stored or neither.
 * @param ofOperators for the unit of work of the shared tables: what a user's request writes there does not tell the key in the tenant's schema
 */
export function markEffectHook(clock: Clock, { ofOperators }: { readonly ofOperators: boolean }): WriteHook {
  return (statements, created) => {
    const claim = claimOf(findContext());
    if (!claim || isInStep() || !statements.some(isWriting)) return [];
    if (ofOperators !== (findContext()?.tenant === undefined)) return [];
    return [markEffect(keySchema(), claim.id, created, extendedLock(clock))];
  };
}

function isWriting({ writes }: Statement): boolean {
  return writes;
}
