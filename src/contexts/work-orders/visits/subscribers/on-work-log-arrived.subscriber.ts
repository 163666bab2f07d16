import { Subscribes, type Subscriber } from '#libs/events';
import { TenantWakeups } from '#libs/jobs';
import type { DomainEvent } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { workLogArrived, type WorkLogFacts } from '../../events.js';
import { ForgottenDepartureService, VISITS } from '../application/forgotten-departure.service.js';

/** Has the job run for the tenant when the departure counts as forgotten. Idempotent, since an earlier wake-up is kept. */
@Subscribes(workLogArrived, 'work-orders.wake-forgotten-visits')
export class OnWorkLogArrivedSubscriber implements Subscriber<WorkLogFacts> {
  constructor(
    private readonly departures: ForgottenDepartureService,
    private readonly wakeups: TenantWakeups,
  ) {}

  async handle({ payload: { arrivedAt } }: DomainEvent<WorkLogFacts>): Promise<void> {
    const dueAt = await this.departures.dueAt(new Date(arrivedAt));
    await this.wakeups.wakeBy(currentTenant().id, VISITS, dueAt);
  }
}
