import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { TenancyFacade } from '#contexts/tenancy';
import { assertVersion, TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { checkAll, notFound } from '#libs/kernel';
import { assertMaySetCosts, currentUserId } from '#libs/request-context';
import { Equipment, type EquipmentChanges, type NewEquipment, type Place } from '../domain/equipment.entity.js';
import { equipmentInUse } from '../domain/equipment.errors.js';
import { assertValidPlace } from '../domain/equipment-place.js';
import { AssetReferenceService } from '../../places/application/asset-reference.service.js';
import { equipmentById, equipmentList, placeById } from './equipment.queries.js';
import type { EquipmentExpansion } from './equipment-expansions.js';
import { equipmentView, type EquipmentView } from './equipment.view.js';
import { linkedUser } from '../../places/application/facility-visibility.js';

@Injectable()
export class EquipmentService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly tenancy: TenancyFacade,
    private readonly references: AssetReferenceService,
  ) {}

  list(request: ListRequest, expand?: readonly EquipmentExpansion[]): Promise<Page<EquipmentView>> {
    return this.db.page(equipmentList(expand), request, { fixedFilters: { linkedTo: linkedUser() } });
  }

  async get(id: string, expand?: readonly EquipmentExpansion[]): Promise<EquipmentView> {
    const row = await this.db.one(equipmentById(expand), { id, user: linkedUser() });
    if (!row) throw notFound();
    return equipmentView(row);
  }

  /** @throws DomainError 402 `plan.limit_reached`, 422 naming every wrong field */
  async create({
    facilityId,
    buildingId,
    ...given
  }: NewEquipment & Partial<Place> & { facilityId: string }): Promise<EquipmentView> {
    assertMaySetCosts(given);
    const place = { facilityId, buildingId: buildingId ?? null };
    const [, equipment] = checkAll(await this.placeCheck(place), () => Equipment.create(place, given, currentUserId()));
    await this.unitOfWork.transactional(async () => {
      await this.tenancy.reserve('equipment');
      await this.unitOfWork.commit(equipment);
    });
    return this.get(equipment.id);
  }

  /** @throws DomainError 422 naming every wrong field */
  async edit(id: string, version: number, given: EquipmentChanges & Partial<Place>): Promise<EquipmentView> {
    assertMaySetCosts(given);
    const { facilityId, buildingId, ...changes } = given;
    const equipment = await this.load(id, version);
    const isMoved = facilityId !== undefined || buildingId !== undefined;
    const place = equipment.placeWith({ facilityId, buildingId });
    const check = isMoved ? await this.placeCheck(place) : () => undefined;
    checkAll(check, () => {
      equipment.moveTo(place);
      equipment.edit(changes);
    });
    await this.unitOfWork.commit(equipment);
    return this.get(id);
  }

  async decommission(id: string, version: number): Promise<EquipmentView> {
    const equipment = await this.load(id, version);
    equipment.decommission();
    await this.unitOfWork.transactional(async () => {
      await this.tenancy.release('equipment');
      await this.unitOfWork.commit(equipment);
    });
    return this.get(id);
  }

  /** @throws DomainError 402 `plan.limit_reached` */
  async recommission(id: string, version: number): Promise<EquipmentView> {
    const equipment = await this.load(id, version);
    equipment.recommission();
    await this.unitOfWork.transactional(async () => {
      await this.tenancy.reserve('equipment');
      await this.unitOfWork.commit(equipment);
    });
    return this.get(id);
  }

  /** @throws DomainError 409 `equipment.in_use` */
  async remove(id: string, version: number): Promise<void> {
    const equipment = await this.load(id, version);
    await this.references.removeUnreferenced('equipment', id, equipmentInUse, () =>
      this.unitOfWork.transactional(async () => {
        if (equipment.status !== 'decommissioned') await this.tenancy.release('equipment');
        await this.unitOfWork.remove(equipment);
      }),
    );
  }

  /** Reads the place now, and returns its check so that its faults are reported together with others. */
  private async placeCheck(place: Place): Promise<() => void> {
    const found = await this.db.one(placeById, { ...place, user: linkedUser() });
    const { is_active: facilityIsActive, building_facility_id: buildingFacilityId } = found!;
    return () => assertValidPlace(place, { facilityIsActive, buildingFacilityId });
  }

  private async load(id: string, version: number): Promise<Equipment> {
    if (linkedUser()) await this.get(id);
    const equipment = await this.em.findOne(Equipment, { id });
    if (!equipment) throw notFound();
    assertVersion(equipment, version);
    return equipment;
  }
}
