import { Subscribes, type Subscriber } from '#libs/events';
import { TenantWakeups } from '#libs/jobs';
import type { DomainEvent } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { MAINTENANCE } from '../application/maintenance-generation.service.js';
import { maintenanceScheduleChanged, type MaintenanceScheduleChanged } from '../../events.js';

/** Has the job run for the tenant when the schedule is due. Idempotent, since an earlier wake-up is kept. */
@Subscribes(maintenanceScheduleChanged, 'work-orders.wake-generation')
export class OnMaintenanceScheduleChangedSubscriber implements Subscriber<MaintenanceScheduleChanged> {
  constructor(private readonly wakeups: TenantWakeups) {}

  async handle({ payload: { wakeAt } }: DomainEvent<MaintenanceScheduleChanged>): Promise<void> {
    if (wakeAt !== null) await this.wakeups.wakeBy(currentTenant().id, MAINTENANCE, new Date(wakeAt));
  }
}
