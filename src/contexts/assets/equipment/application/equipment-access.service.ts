import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { assertVersion, TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { notFound } from '#libs/kernel';
import { linkedUser } from '../../places/application/facility-visibility.js';
import { CustomFieldValuesService } from '../../custom-fields/application/custom-field-values.service.js';
import { Equipment } from '../domain/equipment.entity.js';
import { pullRecords } from '../domain/equipment-record.js';
import { equipmentById, equipmentList } from './equipment.queries.js';
import type { EquipmentExpansion } from './equipment-expansions.js';
import { equipmentView, type EquipmentView } from './equipment.view.js';

/** Machines as far as the caller sees them. */
@Injectable()
export class EquipmentAccessService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly customFields: CustomFieldValuesService,
  ) {}

  /** @param customFields conditions such as `stops:6` @throws DomainError 400 `custom_field.invalid_filter` */
  async list(
    request: ListRequest,
    { expand, customFields }: { expand?: readonly EquipmentExpansion[]; customFields?: readonly string[] },
  ): Promise<Page<EquipmentView>> {
    const values = customFields && (await this.customFields.filter('equipment', customFields));
    const fixedFilters = { linkedTo: linkedUser(), customFields: values };
    return this.db.page(equipmentList(expand), request, { fixedFilters });
  }

  async get(id: string, expand?: readonly EquipmentExpansion[]): Promise<EquipmentView> {
    const row = await this.db.one(equipmentById(expand), { id, user: linkedUser() });
    if (!row) throw notFound();
    return equipmentView(row);
  }

  /** @throws DomainError 404 for one that the caller may not see, 412 for a stale version */
  async load(id: string, version: number): Promise<Equipment> {
    if (linkedUser()) await this.get(id);
    const equipment = await this.em.findOne(Equipment, { id });
    if (!equipment) throw notFound();
    assertVersion(equipment, version);
    return equipment;
  }

  /** With what belongs to its history. */
  async save(equipment: Equipment): Promise<EquipmentView> {
    await this.unitOfWork.commit(equipment, ...pullRecords(equipment));
    return this.get(equipment.id);
  }
}
