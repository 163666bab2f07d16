import type { Change, Statement, WriteWitness } from '#libs/database';
import type { Clock } from '#libs/kernel';
import { currentTenant, findContext } from '#libs/request-context';
import { claimOf, lockedWhileWorking } from './claim.js';
import { markEffect } from './idempotency-key.writes.js';
import { isInStep } from './request-steps.js';

/**
 * Writes into the transaction of the effect that the effect has happened. Whatever moment the process dies at, either both are there or
 * neither is.
 */
export function effectWitness(clock: Clock): WriteWitness {
  return (statements, changes) => {
    const claim = claimOf(findContext());
    if (!claim || isInStep() || !statements.some(isWriting)) return [];
    const created = changes.filter(isCreation).map(rowOf);
    return [markEffect(currentTenant().schema, claim.id, created, lockedWhileWorking(clock))];
  };
}

function isWriting({ writes }: Statement): boolean {
  return writes;
}

function isCreation({ kind }: Change): boolean {
  return kind === 'create';
}

function rowOf({ table, id }: Change): { table: string; id: string } {
  return { table, id };
}
