import { ApiSchema } from '@nestjs/swagger';
import { EmailField, StringField, TimezoneField, UuidField } from '#libs/http';
import { demoIds } from '../../../demo-ids.js';

@ApiSchema({ name: 'WorkOrderEquipment' })
export class WorkOrderEquipmentDto {
  @UuidField({ description: 'Id', example: demoIds.equipment })
  id: string;

  @StringField({ description: 'Name', example: 'Passenger lift A1', maxLength: 255 })
  name: string;

  @StringField({ description: 'Number', example: 'HH-01', maxLength: 100 })
  equipmentNumber: string;

  @StringField({ description: 'Kind of machine', example: 'passenger_lift', maxLength: 100, nullable: true })
  equipmentType: string | null;

  @StringField({ description: 'State', example: 'operational', maxLength: 50 })
  status: string;
}

@ApiSchema({ name: 'WorkOrderFacility' })
export class WorkOrderFacilityDto {
  @UuidField({ description: 'Id', example: demoIds.facility })
  id: string;

  @StringField({ description: 'Name', example: 'Hafenquartier Sandtorkai', maxLength: 255 })
  name: string;

  @StringField({ description: 'Code', example: 'HAFEN', maxLength: 50, nullable: true })
  facilityCode: string | null;

  @StringField({ description: 'City', example: 'Hamburg', maxLength: 100, nullable: true })
  city: string | null;

  @TimezoneField({ description: 'IANA zone', example: 'Europe/Berlin' })
  timezone: string;
}

@ApiSchema({ name: 'WorkOrderAssignee' })
export class WorkOrderAssigneeDto {
  @UuidField({ description: 'Id', example: demoIds.technician })
  id: string;

  @StringField({ description: 'First name', example: 'Jonas', maxLength: 100, nullable: true })
  firstName: string | null;

  @StringField({ description: 'Last name', example: 'Petersen', maxLength: 100, nullable: true })
  lastName: string | null;
}

@ApiSchema({ name: 'WorkOrderTeam' })
export class WorkOrderTeamDto {
  @UuidField({ description: 'Id', example: demoIds.team })
  id: string;

  @StringField({ description: 'Name', example: 'Hanse', maxLength: 255 })
  name: string;
}

@ApiSchema({ name: 'WorkOrderServiceRequest' })
export class WorkOrderServiceRequestDto {
  @UuidField({ description: 'Id', example: demoIds.convertedRequest })
  id: string;

  @StringField({ description: 'Number for people', example: 'SR-2026-17', maxLength: 50 })
  requestNumber: string;

  @StringField({ description: 'Whom to ask on site', example: 'Porter’s lodge', maxLength: 255, nullable: true })
  contactName: string | null;

  @EmailField({ description: 'E-mail address of that person', example: 'lodge@hafenquartier.example', nullable: true })
  contactEmail: string | null;

  @StringField({
    description: 'Telephone number of that person',
    example: '+49 40 555 0172',
    maxLength: 20,
    nullable: true,
  })
  contactPhone: string | null;
}
