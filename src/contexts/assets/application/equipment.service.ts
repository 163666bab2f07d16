import { Injectable } from '@nestjs/common';
import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { TenancyFacade } from '#contexts/tenancy';
import { assertVersion, TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { notFound } from '#libs/kernel';
import { currentUserId } from '#libs/request-context';
import { Equipment, type EquipmentChanges, type NewEquipment, type Place } from '../domain/equipment.entity.js';
import { foreignBuilding, inactiveFacility, unknownFacility } from '../domain/equipment.errors.js';
import { AssetReferences } from './asset-references.js';
import { equipmentById, equipmentList, placeById } from './equipment.queries.js';
import type { EquipmentExpansion } from './equipment-expansions.js';
import { equipmentView, type EquipmentRow, type EquipmentView } from './equipment.view.js';
import { limitedTo } from './facility-reach.js';

@Injectable()
export class EquipmentService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly tenancy: TenancyFacade,
    private readonly references: AssetReferences,
  ) {}

  async list(request: ListRequest, expand?: readonly EquipmentExpansion[]): Promise<Page<EquipmentView>> {
    const filters = { ...request.filters, linkedTo: limitedTo() };
    const page: Page<EquipmentRow> = await this.db.page(equipmentList(expand), { ...request, filters });
    return { ...page, data: page.data.map(equipmentView) };
  }

  async get(id: string, expand?: readonly EquipmentExpansion[]): Promise<EquipmentView> {
    const row = await this.db.one(equipmentById(expand), { id, user: limitedTo() });
    if (!row) throw notFound();
    return equipmentView(row);
  }

  /** @throws DomainError 402 `plan.limit_reached`, 422 for a place that there is not */
  async create({
    facilityId,
    buildingId,
    ...given
  }: NewEquipment & Partial<Place> & { facilityId: string }): Promise<EquipmentView> {
    const place = await this.placeOf(facilityId, buildingId ?? null);
    const equipment = Equipment.create(place, given, currentUserId());
    await this.unitOfWork.transactional(async () => {
      await this.tenancy.reserve('equipment');
      await this.unitOfWork.commit(equipment);
    });
    return this.get(equipment.id);
  }

  async edit(id: string, version: number, given: EquipmentChanges & Partial<Place>): Promise<EquipmentView> {
    const { facilityId, buildingId, ...changes } = given;
    const equipment = await this.load(id, version);
    if (facilityId !== undefined || buildingId !== undefined) await this.move(equipment, facilityId, buildingId);
    equipment.edit(changes);
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
    await this.references.assertNone('equipment', id);
    await this.unitOfWork.transactional(async () => {
      if (equipment.status !== 'decommissioned') await this.tenancy.release('equipment');
      await this.unitOfWork.remove(equipment);
    });
  }

  /** Joins the transaction of the work that maintained it; waits for others who change the machine instead of failing. */
  async recordMaintenance(id: string, at: Date): Promise<void> {
    await this.unitOfWork.transactional(async (em) => {
      const equipment = await em.findOneOrFail(
        Equipment,
        { id },
        { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
      );
      equipment.recordMaintenance(at);
      await this.unitOfWork.commit(equipment);
    });
  }

  /** A machine that moves to another facility leaves its building behind unless a new one is named. */
  private async move(
    equipment: Equipment,
    facilityId = equipment.facilityId,
    buildingId?: string | null,
  ): Promise<void> {
    const kept = facilityId === equipment.facilityId ? (equipment.buildingId ?? null) : null;
    equipment.moveTo(await this.placeOf(facilityId, buildingId === undefined ? kept : buildingId));
  }

  private async placeOf(facilityId: string, buildingId: string | null): Promise<Place> {
    const place = await this.db.one(placeById, { facilityId, buildingId, user: limitedTo() });
    if (!place) throw unknownFacility();
    if (!place.is_active) throw inactiveFacility();
    if (place.building_id !== buildingId) throw foreignBuilding();
    return { facilityId, buildingId };
  }

  private async load(id: string, version: number): Promise<Equipment> {
    if (limitedTo()) await this.get(id);
    const equipment = await this.em.findOne(Equipment, { id });
    if (!equipment) throw notFound();
    assertVersion(equipment, version);
    return equipment;
  }
}
