import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#libs/database';
import { Clock } from '#libs/kernel';
import { currentTenant, findContext } from '#libs/request-context';
import { claimOf, extendedLock, type Claim } from './claim.js';
import { recordStep } from './idempotency-key.writes.js';

const step = new AsyncLocalStorage<true>();

/** Whether the current write belongs to a step, which records itself. */
export function isInStep(): boolean {
  return step.getStore() === true;
}

/**
 * For requests that write in several transactions. With an Idempotency-Key each step is carried out once, however often the process
 * dies: its result is recorded in its own transaction, and a repetition continues with the first step that has none.
 * All that such a request writes must be in a step.
 */
@Injectable()
export class RequestSteps {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Does the work in one transaction, or returns its result where an earlier attempt has done it. Without a key the work opens its own.
   * @param name of the step, the same in every attempt
   * @param work returns what JSON can hold; it is stored for a day, so ids rather than whole resources, and never secrets
   */
  async once<T>(name: string, work: () => Promise<T>): Promise<T> {
    const claim = claimOf(findContext());
    if (!claim) return work();
    if (Object.hasOwn(claim.steps, name)) return claim.steps[name] as T;
    return this.unitOfWork.transactional(() => step.run(true, () => this.carryOut(claim, name, work)));
  }

  /** A step failed temporarily: the response is sent but not stored, and a repetition tries the step again. */
  markIncomplete(): void {
    const claim = claimOf(findContext());
    if (claim) claim.isIncomplete = true;
  }

  private async carryOut<T>(claim: Claim, name: string, work: () => Promise<T>): Promise<T> {
    const result = await work();
    const lockedUntil = extendedLock(this.clock);
    await this.unitOfWork.execute(recordStep(currentTenant().schema, claim.id, { name, result }, lockedUntil));
    return result;
  }
}
