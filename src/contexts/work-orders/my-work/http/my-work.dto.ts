import { ApiSchema, OmitType, PickType } from '@nestjs/swagger';
import {
  ArrayField,
  BooleanField,
  DateTimeField,
  DecimalField,
  EmailField,
  items,
  ObjectField,
  StringField,
  TimezoneField,
  UuidField,
} from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { WorkOrderEquipmentDto, WorkOrderServiceRequestDto } from '../../orders/http/work-order-expansions.dto.js';
import { WorkOrderPartDto } from '../../orders/http/work-order-parts.dto.js';
import { WorkOrderDto } from '../../orders/http/work-order.dto.js';

const line = { maxLength: 255, nullable: true } as const;

@ApiSchema({ name: 'MyWorkPlace' })
export class MyWorkPlaceDto {
  @UuidField({ description: 'Facility', example: demoIds.facility })
  id: string;

  @StringField({ description: 'Its name', example: 'Hafenquartier Sandtorkai', maxLength: 255 })
  name: string;

  @StringField({ description: 'Street and number', example: 'Sandtorkai 40', ...line })
  addressLine1: string | null;

  @StringField({ description: 'More of the address', example: null, ...line })
  addressLine2: string | null;

  @StringField({ description: 'Postal code', example: '20457', ...line })
  zipCode: string | null;

  @StringField({ description: 'City', example: 'Hamburg', ...line })
  city: string | null;

  @StringField({ description: 'State', example: null, ...line })
  state: string | null;

  @StringField({ description: 'Country', example: 'Germany', ...line })
  country: string | null;

  @TimezoneField({ description: 'IANA zone', example: 'Europe/Berlin' })
  timezone: string;

  @DecimalField({ description: 'Degrees north', example: 53.5436, min: -90, max: 90, scale: 8, nullable: true })
  latitude: number | null;

  @DecimalField({ description: 'Degrees east', example: 9.9925, min: -180, max: 180, scale: 8, nullable: true })
  longitude: number | null;

  @StringField({ description: 'Whom to ask on site', example: 'Porter’s lodge', ...line })
  contactName: string | null;

  @EmailField({ description: 'E-mail address of that person', example: 'lodge@hafenquartier.example', nullable: true })
  contactEmail: string | null;

  @StringField({ description: 'Telephone number of that person', example: '+49 40 555 0172', ...line })
  contactPhone: string | null;

  @StringField({
    description: 'A `geo:` address, which opens what finds the way on the device; null while the position is not known',
    example: 'geo:53.5436,9.9925',
    maxLength: 100,
    nullable: true,
  })
  directionsUrl: string | null;
}

@ApiSchema({ name: 'MyWorkMachine' })
export class MyWorkMachineDto extends WorkOrderEquipmentDto {
  @StringField({ description: 'Who made it', example: 'Schindler', ...line })
  manufacturer: string | null;

  @StringField({ description: 'Model', example: '5500', ...line })
  model: string | null;

  @StringField({ description: 'Serial number', example: 'SN-4711', ...line })
  serialNumber: string | null;

  @StringField({ description: 'Building where it is', example: 'House A', ...line })
  buildingName: string | null;

  @StringField({ description: 'Floor', example: '2', ...line })
  floor: string | null;

  @StringField({ description: 'Room', example: null, ...line })
  room: string | null;

  @StringField({ description: 'How to find it', example: null, maxLength: 20_000, nullable: true })
  locationNotes: string | null;
}

@ApiSchema({ name: 'MyWorkRequester' })
export class MyWorkRequesterDto extends OmitType(WorkOrderServiceRequestDto, ['id']) {}

@ApiSchema({ name: 'MyWorkRecentWork' })
export class MyWorkRecentWorkDto extends PickType(WorkOrderDto, ['workOrderNumber', 'title', 'type', 'workPerformed']) {
  @DateTimeField({ description: 'When it was completed', example: '2026-10-02T12:30:00.000Z' })
  completedAt: string;
}

@ApiSchema({ name: 'MyWorkOrder' })
export class MyWorkOrderDto {
  @ObjectField({ description: 'The work order', type: WorkOrderDto })
  workOrder: WorkOrderDto;

  @ObjectField({ description: 'Where it is, and whom to ask there', type: MyWorkPlaceDto })
  place: MyWorkPlaceDto;

  @ObjectField({ description: 'The machine, and where in the building it is', type: MyWorkMachineDto, nullable: true })
  machine: MyWorkMachineDto | null;

  @ObjectField({ description: 'Who has asked for it', type: MyWorkRequesterDto, nullable: true })
  requester: MyWorkRequesterDto | null;

  @ArrayField({
    description: 'The latest work that was completed on the machine, whoever did it, in the order of its creation',
    of: items.object(MyWorkRecentWorkDto),
    maxItems: 5,
  })
  recentWork: MyWorkRecentWorkDto[];

  @ArrayField({ description: 'Planned and used parts', of: items.object(WorkOrderPartDto), maxItems: 100_000 })
  parts: WorkOrderPartDto[];
}

@ApiSchema({ name: 'MyOpenWorkLog' })
export class MyOpenWorkLogDto {
  @UuidField({ description: 'Id of the work log', example: demoIds.openWorkLog })
  id: string;

  @UuidField({ description: 'Work order where the caller is', example: demoIds.workOrderInProgress })
  workOrderId: string;

  @StringField({ description: 'Its number', example: 'WO-2026-41', maxLength: 30 })
  workOrderNumber: string;

  @StringField({ description: 'Its title', example: 'Car vibrates between floors 4 and 6', maxLength: 255 })
  workOrderTitle: string;

  @DateTimeField({ description: 'When the caller arrived', example: '2026-11-24T06:30:00.000Z' })
  arrivedAt: string;
}

@ApiSchema({ name: 'MyWork' })
export class MyWorkDto {
  @ObjectField({
    description: 'The visit from which the caller has not departed; null while there is none',
    type: MyOpenWorkLogDto,
    nullable: true,
  })
  openWorkLog: MyOpenWorkLogDto | null;

  @ArrayField({
    description: 'Open work of the caller and their teams, in the order in which it is scheduled, or else due',
    of: items.object(MyWorkOrderDto),
    maxItems: 50,
  })
  workOrders: MyWorkOrderDto[];

  @BooleanField({ description: 'Whether there are more than 50, so that the last ones are left out', example: false })
  isCut: boolean;
}
