import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import {
  ArrayField,
  AtLeastOne,
  DateTimeField,
  Defaults,
  EmailField,
  EnumField,
  Example,
  Examples,
  ExpansionField,
  IntegerField,
  items,
  ObjectField,
  StringField,
  TextField,
  UuidField,
} from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import type { WorkOrderPriority } from '../../orders/domain/work-order-kinds.js';
import type { WorkOrderStatus } from '../../orders/domain/work-order-status.js';
import { priority, workOrderStatus } from '../../orders/http/work-order-enumerations.js';
import { WorkOrderEquipmentDto, WorkOrderFacilityDto } from '../../orders/http/work-order-expansions.dto.js';
import { requestDefaults } from '../domain/service-request-defaults.js';
import {
  commandsFrom,
  type ServiceRequestCommand,
  type ServiceRequestStatus,
} from '../domain/service-request-status.js';
import { serviceRequestStatus, serviceRequestTransition } from './service-request-enumerations.js';

@ApiSchema({ name: 'RequestedWork' })
export class RequestedWorkDto {
  @StringField({ description: 'Number of the work order, for people', example: 'WO-2026-17', maxLength: 30 })
  workOrderNumber: string;

  @EnumField({ description: 'Where the work stands', example: 'assigned', of: workOrderStatus })
  status: WorkOrderStatus;

  @DateTimeField({ description: 'When it is planned', example: '2026-12-01T08:00:00.000Z', nullable: true })
  scheduledAt: string | null;

  @DateTimeField({ description: 'When it began', example: null, nullable: true })
  startedAt: string | null;

  @DateTimeField({ description: 'When it was completed', example: null, nullable: true })
  completedAt: string | null;
}

@ApiSchema({ name: 'ServiceRequestRequester' })
export class ServiceRequestRequesterDto {
  @UuidField({ description: 'Id', example: demoIds.customer })
  id: string;

  @StringField({ description: 'First name', example: 'Liis', maxLength: 100, nullable: true })
  firstName: string | null;

  @StringField({ description: 'Last name', example: 'Saar', maxLength: 100, nullable: true })
  lastName: string | null;
}

@ApiSchema({ name: 'ServiceRequest' })
export class ServiceRequestDto {
  @UuidField({ description: 'Id', example: demoIds.pendingRequest })
  id: string;

  @StringField({
    description: 'Number for people: the year of the account’s calendar, and a count that has no gaps',
    example: 'SR-2026-17',
    maxLength: 50,
  })
  requestNumber: string;

  @StringField({
    description: 'What is asked for, in a few words',
    example: 'Lift A1 stops a hand above floor 2',
    maxLength: 255,
  })
  title: string;

  @TextField({
    description: 'What is asked for, at length',
    example: 'Every second time; people with wheelchairs cannot get out.',
    maxLength: 20_000,
  })
  description: string;

  @StringField({
    description: 'Kind of service, in words of your own',
    example: 'fault',
    maxLength: 100,
    nullable: true,
  })
  serviceType: string | null;

  @EnumField({ description: 'Priority', example: 'high', of: priority })
  priority: WorkOrderPriority;

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

  @UuidField({ description: 'Facility that it is about', example: demoIds.facility, nullable: true })
  facilityId: string | null;

  @UuidField({ description: 'Machine that it is about', example: demoIds.equipment, nullable: true })
  equipmentId: string | null;

  @EnumField({ description: 'Where it stands', example: 'pending', of: serviceRequestStatus })
  status: ServiceRequestStatus;

  @UuidField({ description: 'Who made it; null when the system did', example: demoIds.admin, nullable: true })
  requestedById: string | null;

  @UuidField({ description: 'Who approved or rejected it', example: null, nullable: true })
  reviewedById: string | null;

  @DateTimeField({ description: 'When it was approved or rejected', example: null, nullable: true })
  reviewedAt: string | null;

  @TextField({ description: 'Why it was rejected', example: null, maxLength: 2_000, nullable: true })
  rejectionReason: string | null;

  @UuidField({
    description: 'Work order that it became, or was linked to; whether you may read that follows from its own rules',
    example: null,
    nullable: true,
  })
  workOrderId: string | null;

  @DateTimeField({ description: 'When it became work', example: null, nullable: true })
  convertedAt: string | null;

  @IntegerField({
    description: 'How content the requester was with the work, from 1, bad, to 5',
    example: null,
    min: 1,
    max: 5,
    nullable: true,
  })
  rating: number | null;

  @TextField({ description: 'Why, in words', example: null, maxLength: 2_000, nullable: true })
  ratingComment: string | null;

  @DateTimeField({ description: 'When the work was rated first', example: null, nullable: true })
  ratedAt: string | null;

  @ObjectField({
    description: 'Where that work stands, for whoever sees the request',
    type: RequestedWorkDto,
    example: null,
    nullable: true,
  })
  work: RequestedWorkDto | null;

  @DateTimeField({
    description: 'Until when completed work can be reopened; null while there is none',
    example: null,
    nullable: true,
  })
  reopenableUntil: string | null;

  @ArrayField({
    description: 'What the caller may do with it now: each is `POST /v1/service-requests/{id}/<name>`',
    example: commandsFrom('pending'),
    of: items.oneOf(serviceRequestTransition),
    maxItems: serviceRequestTransition.values.length,
  })
  allowedTransitions: ServiceRequestCommand[];

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When it was made', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'When it was last changed', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;

  @ExpansionField({ description: 'The machine', type: WorkOrderEquipmentDto })
  equipment?: WorkOrderEquipmentDto | null;

  @ExpansionField({ description: 'The facility', type: WorkOrderFacilityDto })
  facility?: WorkOrderFacilityDto | null;

  @ExpansionField({ description: 'Who made it', type: ServiceRequestRequesterDto })
  requester?: ServiceRequestRequesterDto | null;
}

class ServiceRequestTextDto extends PickType(ServiceRequestDto, ['title', 'description']) {}

class ServiceRequestDetailsDto extends PickType(ServiceRequestDto, [
  'serviceType',
  'priority',
  'contactName',
  'contactEmail',
  'contactPhone',
]) {}

@ApiSchema({ name: 'UpdateServiceRequest' })
@Example({ priority: 'critical', contactPhone: '+49 40 555 0199' })
export class UpdateServiceRequestDto extends PartialType(
  IntersectionType(ServiceRequestTextDto, ServiceRequestDetailsDto),
) {}

class ServiceRequestPlaceDto extends PickType(ServiceRequestDto, ['equipmentId', 'facilityId']) {}

@ApiSchema({ name: 'CreateServiceRequest' })
@Defaults(requestDefaults)
@AtLeastOne('equipmentId', 'facilityId')
@Examples({
  minimal: { title: 'Lift A1 does not come', description: 'Nobody is in it. The display is dark on all floors.' },
})
export class CreateServiceRequestDto extends IntersectionType(
  ServiceRequestTextDto,
  PartialType(ServiceRequestPlaceDto),
  PartialType(ServiceRequestDetailsDto),
) {}
