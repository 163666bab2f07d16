import { ApiSchema } from '@nestjs/swagger';
import { DateTimeField, EnumField, pageQuery, StringField, TextField, UuidField } from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { statusChangeList } from '../application/equipment-record.queries.js';
import type { EquipmentStatus } from '../domain/equipment-status.js';
import { equipmentStatus } from './equipment-enumerations.js';

@ApiSchema({ name: 'EquipmentStatusChange' })
export class EquipmentStatusChangeDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3c111' })
  id: string;

  @EnumField({ description: 'State before', example: 'operational', of: equipmentStatus })
  fromStatus: EquipmentStatus;

  @EnumField({ description: 'State after', example: 'shutdown', of: equipmentStatus })
  toStatus: EquipmentStatus;

  @TextField({
    description: 'Why, where somebody said so',
    example: 'The door lock does not close.',
    maxLength: 2_000,
    nullable: true,
  })
  reason: string | null;

  @UuidField({ description: 'Who changed it; null when the system did', example: demoIds.technician, nullable: true })
  changedById: string | null;

  @StringField({ description: 'Name of that user', example: 'Jonas Petersen', maxLength: 201, nullable: true })
  changedByName: string | null;

  @DateTimeField({ description: 'When', example: '2026-11-24T08:05:00.000Z' })
  createdAt: string;
}

@ApiSchema({ name: 'EquipmentMove' })
export class EquipmentMoveDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3c222' })
  id: string;

  @UuidField({ description: 'Facility where it stood', example: demoIds.secondFacility })
  fromFacilityId: string;

  @UuidField({ description: 'Building there, unless it has been deleted since', example: null, nullable: true })
  fromBuildingId: string | null;

  @UuidField({ description: 'Facility where it stood afterwards', example: demoIds.facility })
  toFacilityId: string;

  @UuidField({
    description: 'Building there, unless it has been deleted since',
    example: demoIds.building,
    nullable: true,
  })
  toBuildingId: string | null;

  @UuidField({ description: 'Who moved it; null when the system did', example: demoIds.manager, nullable: true })
  movedById: string | null;

  @StringField({ description: 'Name of that user', example: 'Henrik Dahl', maxLength: 201, nullable: true })
  movedByName: string | null;

  @DateTimeField({ description: 'When', example: '2026-11-24T08:05:00.000Z' })
  createdAt: string;
}

/** Both are read in their order, or from the latest on. */
export class EquipmentRecordQuery extends pageQuery({ name: 'EquipmentRecord', list: statusChangeList }) {}
