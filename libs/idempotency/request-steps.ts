import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#libs/database';
import { Clock } from '#libs/kernel';
import { currentTenant, findContext } from '#libs/request-context';
import { claimOf, lockedWhileWorking, type Claim } from './claim.js';
import { noteStep } from './idempotency-key.writes.js';

const step = new AsyncLocalStorage<true>();

/** Whether what is written here is noted as a step, so that nothing else needs to tell of it. */
export function isInStep(): boolean {
  return step.getStore() === true;
}

/**
 * For requests that write in several transactions. With an Idempotency-Key each step is carried out once, however often the process
 * dies: its result is noted in its own transaction, and a repetition of the request goes on with the first step that has none.
 * All that such a request writes must be in a step.
 */
@Injectable()
export class RequestSteps {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * The result of the work, or what it gave when an earlier attempt did it. One transaction; without a key the work makes its own.
   * @param name of the step, the same in every attempt
   * @param work gives what JSON can hold: kept for a day, so ids rather than whole resources, and never secrets
   */
  async once<T>(name: string, work: () => Promise<T>): Promise<T> {
    const claim = claimOf(findContext());
    if (!claim) return work();
    if (Object.hasOwn(claim.steps, name)) return claim.steps[name] as T;
    return this.unitOfWork.transactional(() => step.run(true, () => this.carryOut(claim, name, work)));
  }

  /** A step failed for a reason that may pass: the answer is given but not kept, and a repetition tries the step again. */
  leaveOpen(): void {
    const claim = claimOf(findContext());
    if (claim) claim.isUnfinished = true;
  }

  private async carryOut<T>(claim: Claim, name: string, work: () => Promise<T>): Promise<T> {
    const result = await work();
    const lockedUntil = lockedWhileWorking(this.clock);
    await this.unitOfWork.execute(noteStep(currentTenant().schema, claim.id, { name, result }, lockedUntil));
    return result;
  }
}
