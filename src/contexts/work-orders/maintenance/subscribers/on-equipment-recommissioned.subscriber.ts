import { equipmentRecommissioned, type EquipmentFacts } from '#contexts/assets';
import { Subscribes, type Subscriber } from '#libs/events';
import type { DomainEvent } from '#libs/kernel';
import { MachineDatesService } from '../application/machine-dates.service.js';

/** Gives a machine that is back in use the next date of its schedules again. Idempotent, since it computes the date anew. */
@Subscribes(equipmentRecommissioned, 'work-orders.date-machine')
export class OnEquipmentRecommissionedSubscriber implements Subscriber<EquipmentFacts> {
  constructor(private readonly machines: MachineDatesService) {}

  handle({ aggregateId }: DomainEvent<EquipmentFacts>): Promise<void> {
    return this.machines.schedulesChanged([aggregateId]);
  }
}
