import { Global, Module } from '@nestjs/common';
import { PlatformUnitOfWork, UnitOfWork } from '#libs/database';
import { ResponseStore } from '#libs/http';
import { Clock } from '#libs/kernel';
import { markEffectHook } from './mark-effect-hook.js';
import { ExpiredKeysJob } from './expired-keys.job.js';
import { IdempotencyKeys } from './idempotency-keys.js';
import { StoredResponses } from './stored-responses.js';
import { RequestSteps } from './request-steps.js';

/** Requests with an Idempotency-Key are carried out once, in one step or several. `configureHttp` installs it where it is imported. */
@Global()
@Module({
  providers: [IdempotencyKeys, ExpiredKeysJob, RequestSteps, { provide: ResponseStore, useClass: StoredResponses }],
  exports: [RequestSteps],
})
export class IdempotencyModule {
  constructor(unitOfWork: UnitOfWork, platformUnitOfWork: PlatformUnitOfWork, clock: Clock) {
    unitOfWork.addWriteHook(markEffectHook(clock, { ofOperators: false }));
    platformUnitOfWork.addWriteHook(markEffectHook(clock, { ofOperators: true }));
  }
}
