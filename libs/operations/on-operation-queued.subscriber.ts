import { Subscribes, type Subscriber } from '#libs/events';
import { currentTenant } from '#libs/request-context';
import { OperationCalls } from './operation-calls.js';
import { operationQueued } from './operation.entity.js';

/** By way of the outbox: a crash right after the commit loses no operation. */
@Subscribes(operationQueued, 'operations.call')
export class OnOperationQueuedSubscriber implements Subscriber<{ kind: string }> {
  constructor(private readonly calls: OperationCalls) {}

  handle(): Promise<void> {
    return this.calls.call(currentTenant().id);
  }
}
