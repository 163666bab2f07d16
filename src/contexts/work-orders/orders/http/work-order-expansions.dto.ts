import { ApiSchema } from '@nestjs/swagger';
import { StringField, TimezoneField, UuidField } from '#libs/http';

@ApiSchema({ name: 'WorkOrderEquipment' })
export class WorkOrderEquipmentDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b444' })
  id: string;

  @StringField({ description: 'Name', example: 'Passenger lift 2', maxLength: 255 })
  name: string;

  @StringField({ description: 'Number', example: 'L-0034', maxLength: 100 })
  equipmentNumber: string;

  @StringField({ description: 'Kind of machine', example: 'lift', maxLength: 100, nullable: true })
  equipmentType: string | null;

  @StringField({ description: 'State', example: 'operational', maxLength: 50 })
  status: string;
}

@ApiSchema({ name: 'WorkOrderFacility' })
export class WorkOrderFacilityDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111' })
  id: string;

  @StringField({ description: 'Name', example: 'Harbour Tower', maxLength: 255 })
  name: string;

  @StringField({ description: 'Code', example: 'HH-01', maxLength: 50, nullable: true })
  facilityCode: string | null;

  @StringField({ description: 'City', example: 'Hamburg', maxLength: 100, nullable: true })
  city: string | null;

  @TimezoneField({ description: 'IANA zone', example: 'Europe/Berlin' })
  timezone: string;
}

@ApiSchema({ name: 'WorkOrderAssignee' })
export class WorkOrderAssigneeDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b222' })
  id: string;

  @StringField({ description: 'First name', example: 'Bob', maxLength: 100, nullable: true })
  firstName: string | null;

  @StringField({ description: 'Last name', example: 'Brandt', maxLength: 100, nullable: true })
  lastName: string | null;
}

@ApiSchema({ name: 'WorkOrderTeam' })
export class WorkOrderTeamDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b777' })
  id: string;

  @StringField({ description: 'Name', example: 'Lifts north', maxLength: 255 })
  name: string;
}
