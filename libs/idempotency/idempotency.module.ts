import { Module } from '@nestjs/common';
import { UnitOfWork } from '#libs/database';
import { Clock } from '#libs/kernel';
import { effectWitness } from './effect-witness.js';
import { ExpiredKeys } from './expired-keys.job.js';
import { IdempotencyKeys } from './idempotency-keys.js';

/** Requests with an Idempotency-Key are carried out once. `configureHttp` hangs it in where it is imported. */
@Module({ providers: [IdempotencyKeys, ExpiredKeys], exports: [IdempotencyKeys] })
export class IdempotencyModule {
  constructor(unitOfWork: UnitOfWork, clock: Clock) {
    unitOfWork.setWitness(effectWitness(clock));
  }
}
