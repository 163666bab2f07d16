import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { declareConstraint, declareUniqueText, versioned } from '#libs/columns';
import { atField, recordEvent, uuidv7 } from '#libs/kernel';
import {
  equipmentCreated,
  equipmentDecommissioned,
  equipmentMoved,
  equipmentRecommissioned,
  equipmentStatusChanged,
  type EquipmentFacts,
} from '../../events.js';
import { costsOf, type Costs } from './equipment-costs.js';
import { foreignBuilding } from '../../places/domain/building.errors.js';
import { unknownEquipment, unknownFacility } from '../../assets.refusals.js';
import { invalidStatusChange, numberTaken, qrCodeTaken } from './equipment.errors.js';
import { equipmentDefaults } from './equipment-defaults.js';
import { EquipmentMove } from './equipment-move.entity.js';
import type { Place } from './equipment-place.js';
import { newQrToken } from './qr-token.js';
import { noteRecord } from './equipment-record.js';
import { EquipmentStatusChange, type StatusAct } from './equipment-status-change.entity.js';
import { isAllowed, type EquipmentAction, type EquipmentStatus, type WorkingStatus } from './equipment-status.js';

/** The columns that users edit. */
const details = {
  equipmentNumber: p.string(),
  name: p.string(),
  description: p.text().nullable(),
  serialNumber: p.string().nullable(),
  registrationNumber: p.string().nullable(),
  qrCode: p.string().nullable(),
  equipmentType: p.string().nullable(),
  category: p.string().nullable(),
  manufacturer: p.string().nullable(),
  model: p.string().nullable(),
  capacity: p.string().nullable(),
  speed: p.string().nullable(),
  controller: p.string().nullable(),
  powerRating: p.string().nullable(),
  yearOfManufacture: p.integer().nullable(),
  installationDate: p.date().nullable(),
  commissioningDate: p.date().nullable(),
  warrantyExpiryDate: p.date().nullable(),
  operationalHours: p.integer(),
  maintenanceFrequencyDays: p.integer().nullable(),
  nextMaintenanceDate: p.datetime().nullable(),
  floor: p.string().nullable(),
  room: p.string().nullable(),
  locationNotes: p.text().nullable(),
  notes: p.text().nullable(),
  customFields: p.json().$type<Record<string, unknown>>(),
};

export const EquipmentSchema = defineEntity({
  name: 'Equipment',
  tableName: 'equipment',
  schema: '*',
  properties: {
    ...versioned,
    ...details,
    facilityId: p.uuid(),
    buildingId: p.uuid().nullable(),
    parentId: p.uuid().nullable(),
    status: p.string().$type<EquipmentStatus>(),
    healthScore: p.integer().hidden(),
    lastMaintenanceDate: p.datetime().nullable(),
    purchaseCost: p.decimal().nullable(),
    annualMaintenanceCost: p.decimal().nullable(),
    currency: p.string(),
    primaryImageUrl: p.text().nullable().hidden(),
    qrToken: p.string().nullable().hidden(),
    createdById: p.uuid().nullable().fieldName('created_by'),
  },
});

export type EquipmentDetails = Pick<InferEntity<typeof EquipmentSchema>, keyof typeof details>;
export type EquipmentChanges = Partial<EquipmentDetails> & Costs & { readonly status?: WorkingStatus | undefined };

/** The machine that it is part of. */
export interface Part {
  readonly parentId: string | null;
}

export type NewEquipment = EquipmentChanges & Pick<EquipmentDetails, 'equipmentNumber' | 'name'>;

const dayInMilliseconds = 86_400_000;

/** A machine; after it is decommissioned its row and history stay. */
export class Equipment extends EquipmentSchema.class {
  static create(place: Place & Partial<Part>, given: NewEquipment, createdById: string | null): Equipment {
    const { purchaseCost, annualMaintenanceCost, status = equipmentDefaults.status, ...known } = given;
    const equipment = new Equipment();
    Object.assign(equipment, emptyColumns, known, place, { id: uuidv7(), status, createdById, qrToken: newQrToken() });
    equipment.setCosts({ purchaseCost, annualMaintenanceCost });
    recordEvent(equipment, equipmentCreated.create(equipment.id, equipment.facts()));
    return equipment;
  }

  /** @throws DomainError `equipment.invalid_transition` for a status that it cannot have now */
  edit({ purchaseCost, annualMaintenanceCost, status, ...changes }: EquipmentChanges, by: string | null): void {
    Object.assign(this, changes);
    this.setCosts({ purchaseCost, annualMaintenanceCost });
    if (status !== undefined) this.changeStatus(status, { by });
  }

  /** Nothing happens where it has the status already. @throws DomainError `equipment.invalid_transition` */
  changeStatus(to: WorkingStatus, act: StatusAct): void {
    if (to === this.status) return;
    const from = this.transitionTo('edit', to, act);
    const reason = act.reason ?? null;
    recordEvent(this, equipmentStatusChanged.create(this.id, { ...this.facts(), from, to, reason }));
  }

  /** Another facility without a building means that the machine is in none. */
  placeWith({ facilityId = this.facilityId, buildingId }: Partial<Place>): Place {
    const kept = facilityId === this.facilityId ? (this.buildingId ?? null) : null;
    return { facilityId, buildingId: buildingId === undefined ? kept : buildingId };
  }

  /** In another facility it is part of nothing unless a parent is named there. */
  parentWith(parentId: string | null | undefined, { facilityId }: Place): string | null {
    const kept = facilityId === this.facilityId ? (this.parentId ?? null) : null;
    return parentId === undefined ? kept : parentId;
  }

  /** Where it was stays in its history. */
  moveTo(to: Place, by: string | null): void {
    const from = { facilityId: this.facilityId, buildingId: this.buildingId ?? null };
    if (to.facilityId === from.facilityId && to.buildingId === from.buildingId) return;
    this.facilityId = to.facilityId;
    this.buildingId = to.buildingId;
    noteRecord(this, EquipmentMove.of(this.id, from, to, by));
    recordEvent(this, equipmentMoved.create(this.id, { ...this.facts(), fromFacilityId: from.facilityId }));
  }

  /** Takes the machine out of service: it keeps its history, gets no new work and no longer counts towards the plan's limit. */
  decommission(act: StatusAct): void {
    this.transitionTo('decommission', 'decommissioned', act);
    this.nextMaintenanceDate = null;
    recordEvent(this, equipmentDecommissioned.create(this.id, this.facts()));
  }

  recommission(act: StatusAct): void {
    this.transitionTo('recommission', 'operational', act);
    recordEvent(this, equipmentRecommissioned.create(this.id, this.facts()));
  }

  /** The codes that were printed until now lead nowhere from now on. */
  replaceQrToken(): void {
    this.qrToken = newQrToken();
  }

  /** @param at the end of the last completed maintenance; null when there is none, as after it was reopened */
  recordMaintenance(at: Date | null): void {
    if (this.lastMaintenanceDate?.getTime() === at?.getTime()) return;
    this.lastMaintenanceDate = at;
    const days = this.maintenanceFrequencyDays;
    if (days && this.status !== 'decommissioned')
      this.nextMaintenanceDate = at && new Date(at.getTime() + days * dayInMilliseconds);
  }

  private transitionTo(action: EquipmentAction, to: EquipmentStatus, act: StatusAct): EquipmentStatus {
    const from = this.status;
    if (!isAllowed(action, from, to)) throw invalidStatusChange(from, to);
    this.status = to;
    noteRecord(this, EquipmentStatusChange.of(this.id, { from, to }, act));
    return from;
  }

  private setCosts(given: Costs): void {
    Object.assign(this, costsOf(this, given));
  }

  private facts(): EquipmentFacts {
    return { equipmentNumber: this.equipmentNumber, name: this.name, facilityId: this.facilityId };
  }
}
EquipmentSchema.setClass(Equipment);

// every column is inserted, so that there is only one INSERT to prepare
const emptyColumns = {
  ...Object.fromEntries(Object.keys(details).map((name) => [name, null])),
  parentId: null,
  operationalHours: equipmentDefaults.operationalHours,
  customFields: equipmentDefaults.customFields,
  healthScore: 100,
  lastMaintenanceDate: null,
  primaryImageUrl: null,
};

declareUniqueText({
  constraint: 'equipment_equipment_number_key',
  same: 'equipment_same_number_key',
  property: 'equipmentNumber',
  refusal: numberTaken,
});
declareUniqueText({
  constraint: 'equipment_qr_code_key',
  same: 'equipment_same_qr_code_key',
  property: 'qrCode',
  refusal: qrCodeTaken,
});
declareConstraint({
  constraint: 'equipment_facility_id_fkey',
  property: 'facilityId',
  refusal: unknownFacility,
});
declareConstraint({
  constraint: 'equipment_building_id_fkey',
  property: 'buildingId',
  refusal: foreignBuilding,
});
declareConstraint({
  constraint: 'equipment_parent_id_fkey',
  property: 'parentId',
  refusal: atField(unknownEquipment, '/parentId'),
});
