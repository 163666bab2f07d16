import { equipmentRecommissioned, type EquipmentFacts } from '#contexts/assets';
import { Subscribes, type Subscriber } from '#libs/events';
import type { DomainEvent } from '#libs/kernel';
import { MachineDatesService } from '../application/machine-dates.service.js';

/** A machine that is back in use has the next date of its schedules again. Told twice it works out the same. */
@Subscribes(equipmentRecommissioned, 'work-orders.date-machine')
export class OnEquipmentRecommissionedSubscriber implements Subscriber<EquipmentFacts> {
  constructor(private readonly machines: MachineDatesService) {}

  handle({ aggregateId }: DomainEvent<EquipmentFacts>): Promise<void> {
    return this.machines.schedulesChanged([aggregateId]);
  }
}
