import { Injectable } from '@nestjs/common';
import { TenancyFacade } from '#contexts/tenancy';
import { UnitOfWork } from '#libs/database';
import { checkAll } from '#libs/kernel';
import { assertMaySetCosts, currentUserId } from '#libs/request-context';
import { Equipment, type EquipmentChanges, type NewEquipment, type Part } from '../domain/equipment.entity.js';
import { equipmentDefaults } from '../domain/equipment-defaults.js';
import { equipmentInUse } from '../domain/equipment.errors.js';
import type { Place } from '../domain/equipment-place.js';
import { pullRecords } from '../domain/equipment-record.js';
import { AssetReferenceService } from '../../places/application/asset-reference.service.js';
import { EquipmentAccessService } from './equipment-access.service.js';
import { EquipmentCheckService } from './equipment-check.service.js';
import { EquipmentPlacementService } from './equipment-placement.service.js';
import type { EquipmentView } from './equipment.view.js';

type Placement = Partial<Place> & Partial<Part>;

@Injectable()
export class EquipmentService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tenancy: TenancyFacade,
    private readonly references: AssetReferenceService,
    private readonly access: EquipmentAccessService,
    private readonly placement: EquipmentPlacementService,
    private readonly claims: EquipmentCheckService,
  ) {}

  /** @throws DomainError 402 `plan.limit_reached`, 422 naming every wrong field */
  async create({
    facilityId,
    buildingId = null,
    parentId = null,
    ...given
  }: NewEquipment & Placement & { facilityId: string }): Promise<EquipmentView> {
    assertMaySetCosts(given);
    const place = { facilityId, buildingId, parentId };
    const made = await this.unitOfWork.transactional(async () => {
      if (parentId !== null) await this.placement.lockHierarchy();
      const customFields = { values: given.customFields ?? equipmentDefaults.customFields };
      const checks = await this.claims.checks({ place, parent: place, customFields });
      const create = () => Equipment.create(place, given, currentUserId());
      const equipment = checkAll(...checks, create).at(-1) as Equipment;
      await this.tenancy.reserve('equipment');
      await this.unitOfWork.commit(equipment);
      return equipment;
    });
    return this.access.get(made.id);
  }

  /** @throws DomainError 422 naming every wrong field */
  async edit(id: string, version: number, given: EquipmentChanges & Placement): Promise<EquipmentView> {
    assertMaySetCosts(given);
    const { facilityId, buildingId, parentId, ...changes } = given;
    if (facilityId === undefined && buildingId === undefined && parentId === undefined) {
      const equipment = await this.access.load(id, version);
      const checks = await this.claims.checks({ customFields: changedFields(equipment, changes) });
      checkAll(...checks, () => equipment.edit(changes, currentUserId()));
      return this.access.save(equipment);
    }
    await this.unitOfWork.transactional(() => this.place(id, version, { facilityId, buildingId, parentId }, changes));
    return this.access.get(id);
  }

  /** @throws DomainError 409 `equipment.in_use` */
  async remove(id: string, version: number): Promise<void> {
    const equipment = await this.access.load(id, version);
    await this.references.removeUnreferenced('equipment', id, equipmentInUse, () =>
      this.unitOfWork.transactional(async () => {
        if (equipment.status !== 'decommissioned') await this.tenancy.release('equipment');
        await this.unitOfWork.remove(equipment);
      }),
    );
  }

  /** What is part of a machine goes with it to another facility, into the same building. */
  private async place(id: string, version: number, to: Placement, changes: EquipmentChanges): Promise<void> {
    const below = await this.placement.lockTree(id);
    const equipment = await this.access.load(id, version);
    const place = equipment.placeWith(to);
    const parentId = equipment.parentWith(to.parentId, place);
    const isMoved = to.facilityId !== undefined || to.buildingId !== undefined;
    const isNewPart = parentId !== (equipment.parentId ?? null);
    const checks = await this.claims.checks({
      id,
      place: isMoved ? place : undefined,
      parent: isNewPart ? { parentId, facilityId: place.facilityId } : undefined,
      customFields: changedFields(equipment, changes),
    });
    const leaves = place.facilityId !== equipment.facilityId;
    checkAll(...checks, () => {
      equipment.moveTo(place, currentUserId());
      equipment.parentId = parentId;
      equipment.edit(changes, currentUserId());
    });
    const others = leaves ? await this.placement.machines(below) : [];
    for (const machine of others) machine.moveTo(place, currentUserId());
    const moved = [equipment, ...others];
    await this.unitOfWork.commit(...moved, ...moved.flatMap(pullRecords));
  }
}

function changedFields({ customFields: before }: Equipment, { customFields: values }: EquipmentChanges) {
  return values && { values, before };
}
