import { Injectable } from '@nestjs/common';
import { Money } from '#libs/kernel';
import type { EquipmentChanges } from '../domain/equipment.entity.js';
import { EquipmentAccessService } from './equipment-access.service.js';
import { EquipmentService } from './equipment.service.js';
import type { EquipmentView } from './equipment.view.js';

/** What tells one machine of a series from another, and so is not copied. */
interface OwnOfCopy extends Pick<EquipmentChanges, 'name' | 'serialNumber' | 'registrationNumber' | 'qrCode'> {
  readonly equipmentNumber: string;
}

@Injectable()
export class EquipmentCopyService {
  constructor(
    private readonly access: EquipmentAccessService,
    private readonly equipment: EquipmentService,
  ) {}

  /** Where costs are hidden from the caller the copy has none. @throws DomainError as a machine that is added */
  async duplicate(id: string, own: OwnOfCopy): Promise<EquipmentView> {
    const original = await this.access.get(id);
    return this.equipment.create({ ...seriesOf(original), ...own });
  }
}

function seriesOf(original: EquipmentView) {
  const { name, description, equipmentType, category, manufacturer, model, yearOfManufacture } = original;
  const { capacity, speed, controller, powerRating, maintenanceFrequencyDays, notes, customFields } = original;
  const { facilityId, buildingId, parentId, floor, room, locationNotes } = original;
  return {
    ...{ name, description, equipmentType, category, manufacturer, model, yearOfManufacture },
    ...{ capacity, speed, controller, powerRating, maintenanceFrequencyDays, notes, customFields },
    ...{ facilityId, buildingId, parentId, floor, room, locationNotes },
    ...costs(original),
  };
}

/** Absent, not null, where there are none: whoever may not see costs may not set them either. */
function costs({ purchaseCost, annualMaintenanceCost }: EquipmentView) {
  return {
    ...(purchaseCost && { purchaseCost: Money.of(purchaseCost.amount, purchaseCost.currency) }),
    ...(annualMaintenanceCost && {
      annualMaintenanceCost: Money.of(annualMaintenanceCost.amount, annualMaintenanceCost.currency),
    }),
  };
}
