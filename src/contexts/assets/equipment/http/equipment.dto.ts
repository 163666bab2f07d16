import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import {
  AttributesField,
  bulkOf,
  DateField,
  DateTimeField,
  Defaults,
  EnumField,
  Example,
  Examples,
  ExpansionField,
  hiddenCost,
  IntegerField,
  MoneyField,
  StringField,
  TextField,
  UuidField,
  type MoneyDto,
} from '#libs/http';
import type { Money } from '#libs/kernel';
import { equipmentDefaults } from '../domain/equipment-defaults.js';
import type { EquipmentStatus, WorkingStatus } from '../domain/equipment-status.js';
import { equipmentStatus, workingStatus } from './equipment-enumerations.js';
import { BuildingDto } from '../../places/http/building.dto.js';
import { FacilityDto } from '../../places/http/facility.dto.js';
import { demoIds } from '../../../demo-ids.js';

const purchaseCost = { amount: '61400.00', currency: 'EUR' };
const annualMaintenanceCost = { amount: '2450.00', currency: 'EUR' };

@ApiSchema({ name: 'EquipmentFacility' })
class EquipmentFacilityDto extends PickType(FacilityDto, [
  'id',
  'name',
  'facilityCode',
  'city',
  'timezone',
  'isActive',
]) {}

@ApiSchema({ name: 'EquipmentBuilding' })
class EquipmentBuildingDto extends PickType(BuildingDto, ['id', 'name', 'buildingCode']) {}

@ApiSchema({ name: 'Equipment' })
export class EquipmentDto {
  @UuidField({ description: 'Id', example: demoIds.equipment })
  id: string;

  @StringField({ description: 'Your own number; no two machines share one', example: 'HH-01', maxLength: 100 })
  equipmentNumber: string;

  @StringField({ description: 'Name', example: 'Passenger lift A1', maxLength: 255 })
  name: string;

  @UuidField({ description: 'Facility it stands in', example: demoIds.facility })
  facilityId: string;

  @UuidField({
    description: 'Building of that facility',
    example: demoIds.building,
    nullable: true,
  })
  buildingId: string | null;

  @UuidField({
    description: 'Machine that it is part of, which stands in the same facility',
    example: null,
    nullable: true,
  })
  parentId: string | null;

  @EnumField({ description: 'State', example: 'operational', of: equipmentStatus })
  status: EquipmentStatus;

  @TextField({
    description: 'What it is',
    example: 'Traction lift without machine room, EcoDisc drive at the top of the shaft.',
    maxLength: 10_000,
    nullable: true,
  })
  description: string | null;

  @StringField({ description: 'Serial number of the maker', example: '40288117', maxLength: 255, nullable: true })
  serialNumber: string | null;

  @StringField({ description: 'Number given by the authority', example: 'DE-HH-20117', maxLength: 255, nullable: true })
  registrationNumber: string | null;

  @StringField({
    description: 'Content of the label; no two machines share one',
    example: 'FP-HH-01',
    maxLength: 255,
    nullable: true,
  })
  qrCode: string | null;

  @StringField({ description: 'Kind of machine', example: 'passenger_lift', maxLength: 100, nullable: true })
  equipmentType: string | null;

  @StringField({ description: 'Category', example: 'vertical transport', maxLength: 100, nullable: true })
  category: string | null;

  @StringField({ description: 'Maker', example: 'KONE', maxLength: 255, nullable: true })
  manufacturer: string | null;

  @StringField({ description: 'Model', example: 'MonoSpace 500', maxLength: 255, nullable: true })
  model: string | null;

  @StringField({
    description: 'Capacity, with its unit',
    example: '630 kg / 8 persons',
    maxLength: 100,
    nullable: true,
  })
  capacity: string | null;

  @StringField({ description: 'Speed, with its unit', example: '1.0 m/s', maxLength: 100, nullable: true })
  speed: string | null;

  @StringField({ description: 'Control system', example: 'KCM831', maxLength: 255, nullable: true })
  controller: string | null;

  @StringField({ description: 'Power, with its unit', example: '5.7 kW', maxLength: 100, nullable: true })
  powerRating: string | null;

  @IntegerField({
    description: 'Year in which it was made, as its type plate says',
    example: 2018,
    min: 1800,
    max: 2200,
    nullable: true,
  })
  yearOfManufacture: number | null;

  @DateField({ description: 'When it was installed', example: '2019-05-14', nullable: true })
  installationDate: string | null;

  @DateField({ description: 'When it went into service', example: '2019-06-03', nullable: true })
  commissioningDate: string | null;

  @DateField({ description: 'Last day of the warranty', example: '2024-06-02', nullable: true })
  warrantyExpiryDate: string | null;

  @IntegerField({ description: 'Hours it has run', example: 18250, min: 0 })
  operationalHours: number;

  @DateTimeField({
    description: 'When the last completed maintenance ended',
    example: null,
    nullable: true,
  })
  lastMaintenanceDate: string | null;

  @DateTimeField({
    description:
      'When it is to be maintained next: the earliest next date of its schedules that are at work; as entered where it has no schedule',
    example: '2026-12-31T13:20:00.000Z',
    nullable: true,
  })
  nextMaintenanceDate: string | null;

  @IntegerField({ description: 'Days between two maintenances', example: 90, min: 1, max: 36_500, nullable: true })
  maintenanceFrequencyDays: number | null;

  @MoneyField({ description: `What it cost${hiddenCost}`, example: purchaseCost, nullable: true })
  purchaseCost: MoneyDto | null;

  @MoneyField({
    description: `What its maintenance costs a year, in the same currency${hiddenCost}`,
    example: annualMaintenanceCost,
    nullable: true,
  })
  annualMaintenanceCost: MoneyDto | null;

  @StringField({ description: 'Floor', example: '0', maxLength: 50, nullable: true })
  floor: string | null;

  @StringField({ description: 'Room', example: 'Lobby', maxLength: 50, nullable: true })
  room: string | null;

  @TextField({ description: 'How to find it', example: 'Behind the reception.', maxLength: 2_000, nullable: true })
  locationNotes: string | null;

  @TextField({ description: 'Notes', example: 'Door sensor replaced in 2025.', maxLength: 10_000, nullable: true })
  notes: string | null;

  @AttributesField({ description: 'Values under names of your own', example: { doorType: 'telescopic' } })
  customFields: Record<string, unknown>;

  @UuidField({ description: 'Who added it', example: demoIds.admin, nullable: true })
  createdById: string | null;

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When it was added', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'When it was last changed', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;

  @ExpansionField({ description: 'The facility', type: EquipmentFacilityDto })
  facility?: EquipmentFacilityDto | null;

  @ExpansionField({ description: 'The building', type: EquipmentBuildingDto })
  building?: EquipmentBuildingDto | null;
}

export class EquipmentDetailsDto extends PickType(EquipmentDto, [
  'buildingId',
  'parentId',
  'description',
  'serialNumber',
  'registrationNumber',
  'qrCode',
  'equipmentType',
  'category',
  'manufacturer',
  'model',
  'capacity',
  'speed',
  'controller',
  'powerRating',
  'yearOfManufacture',
  'installationDate',
  'commissioningDate',
  'warrantyExpiryDate',
  'operationalHours',
  'maintenanceFrequencyDays',
  'nextMaintenanceDate',
  'floor',
  'room',
  'locationNotes',
  'notes',
  'customFields',
]) {
  @EnumField({
    description: 'State; decommissioning is an act of its own',
    example: 'operational',
    of: workingStatus,
  })
  status: WorkingStatus;

  @MoneyField({ description: 'What it cost', example: purchaseCost, nullable: true })
  purchaseCost: Money | null;

  @MoneyField({
    description: 'What its maintenance costs a year, in the same currency',
    example: annualMaintenanceCost,
    nullable: true,
  })
  annualMaintenanceCost: Money | null;
}

@ApiSchema({ name: 'CreateEquipment' })
@Examples({
  minimal: { equipmentNumber: 'HH-11', name: 'Passenger lift A4' },
  full: {
    equipmentNumber: 'HH-12',
    name: 'Passenger lift A5',
    serialNumber: '40288701',
    registrationNumber: 'DE-HH-20163',
    qrCode: 'FP-HH-12',
  },
})
@Defaults(equipmentDefaults)
export class CreateEquipmentDto extends IntersectionType(
  PickType(EquipmentDto, ['facilityId', 'equipmentNumber', 'name']),
  PartialType(EquipmentDetailsDto),
) {}

@ApiSchema({ name: 'EquipmentBulk' })
@Example({
  items: [
    { facilityId: demoIds.facility, equipmentNumber: 'HH-13', name: 'Goods lift B3', equipmentType: 'goods_lift' },
    { facilityId: demoIds.facility, equipmentNumber: 'HH-14', name: 'Goods lift B4', equipmentType: 'goods_lift' },
  ],
})
export class BulkEquipmentDto extends bulkOf(CreateEquipmentDto) {}

@ApiSchema({ name: 'UpdateEquipment' })
@Example({ operationalHours: 18_400, notes: 'Door sensor replaced in 2026.' })
export class UpdateEquipmentDto extends PartialType(CreateEquipmentDto) {}

/** The body in the domain's terms: moments are Dates. */
export function withDates<T extends { nextMaintenanceDate?: string | null }>(body: T) {
  const { nextMaintenanceDate: next, ...rest } = body;
  return { ...rest, ...(next !== undefined && { nextMaintenanceDate: next === null ? null : new Date(next) }) };
}
