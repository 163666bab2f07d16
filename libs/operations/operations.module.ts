import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { OnOperationQueuedSubscriber } from './on-operation-queued.subscriber.js';
import { OperationWakeups } from './operation-wakeups.js';
import { OperationHandlers } from './operation-handlers.js';
import { OperationRunner } from './operation-runner.js';
import { OperationController } from './operation.controller.js';
import { OperationsService } from './operations.service.js';
import { RunOperationsJob } from './run-operations.job.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [OperationController],
  providers: [
    OperationsService,
    OperationHandlers,
    OperationRunner,
    OperationWakeups,
    RunOperationsJob,
    OnOperationQueuedSubscriber,
  ],
  exports: [OperationsService, OperationRunner],
})
export class OperationsModule {}
