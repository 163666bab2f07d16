import { Global, Module } from '@nestjs/common';
import { IdempotencyModule } from '#libs/idempotency';
import { Bulk } from './bulk.js';

/** Global, because every context has a bulk endpoint. */
@Global()
@Module({ imports: [IdempotencyModule], providers: [Bulk], exports: [Bulk] })
export class BulkModule {}
