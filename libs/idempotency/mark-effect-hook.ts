import type { Statement, WriteHook } from '#libs/database';
import type { Clock } from '#libs/kernel';
import { currentTenant, findContext } from '#libs/request-context';
import { claimOf, extendedLock } from './claim.js';
import { markEffect } from './idempotency-key.writes.js';
import { isInStep } from './request-steps.js';

/**
 * Records in the transaction of a request's effect that it has happened, so that after a crash at any moment both are stored or neither.
 */
export function markEffectHook(clock: Clock): WriteHook {
  return (statements, created) => {
    const claim = claimOf(findContext());
    if (!claim || isInStep() || !statements.some(isWriting)) return [];
    return [markEffect(currentTenant().schema, claim.id, created, extendedLock(clock))];
  };
}

function isWriting({ writes }: Statement): boolean {
  return writes;
}
