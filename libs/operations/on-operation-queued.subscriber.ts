import { Subscribes, type Subscriber } from '#libs/events';
import { currentTenant } from '#libs/request-context';
import { OperationWakeups } from './operation-wakeups.js';
import { operationQueued } from './operation.entity.js';

/** Started from the outbox, so that a crash right after the commit loses no operation. */
@Subscribes(operationQueued, 'operations.call')
export class OnOperationQueuedSubscriber implements Subscriber<{ kind: string }> {
  constructor(private readonly wakeups: OperationWakeups) {}

  handle(): Promise<void> {
    return this.wakeups.wake(currentTenant().id);
  }
}
