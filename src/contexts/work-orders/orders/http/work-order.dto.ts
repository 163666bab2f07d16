import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import {
  ArrayField,
  AtLeastOne,
  AtMostOne,
  AttributesField,
  BooleanField,
  bulkOf,
  DateTimeField,
  DecimalField,
  Defaults,
  EnumField,
  Example,
  Examples,
  ExpansionField,
  IntegerField,
  items,
  StringField,
  TextField,
  UuidField,
} from '#libs/http';
import { twoAssignees } from '../domain/assignment.errors.js';
import { workOrderDefaults, type WorkOrderPriority, type WorkOrderType } from '../domain/work-order-kinds.js';
import { commandsFrom, type WorkOrderCommand, type WorkOrderStatus } from '../domain/work-order-status.js';
import { priority, workOrderStatus, workOrderTransition, workOrderType } from './work-order-enumerations.js';
import {
  WorkOrderAssigneeDto,
  WorkOrderEquipmentDto,
  WorkOrderFacilityDto,
  WorkOrderServiceRequestDto,
  WorkOrderTeamDto,
} from './work-order-expansions.dto.js';
import { demoIds } from '../../../demo-ids.js';

@ApiSchema({ name: 'WorkOrder' })
export class WorkOrderDto {
  @UuidField({ description: 'Id', example: demoIds.workOrder })
  id: string;

  @StringField({
    description: 'Number for people: the year of the account’s calendar, and a count that goes on from year to year',
    example: 'WO-2026-17',
    maxLength: 30,
  })
  workOrderNumber: string;

  @StringField({
    description: 'What is to be done, in a few words',
    example: 'Replace hanger rollers on floors 2 and 4',
    maxLength: 255,
  })
  title: string;

  @TextField({
    description: 'What is to be done, at length',
    example: 'Follows from the repair of lift A2: same age, same wear.',
    maxLength: 20_000,
    nullable: true,
  })
  description: string | null;

  @EnumField({ description: 'Kind of work', example: 'repair', of: workOrderType })
  type: WorkOrderType;

  @EnumField({ description: 'Priority', example: 'medium', of: priority })
  priority: WorkOrderPriority;

  @EnumField({ description: 'Where the work stands', example: 'assigned', of: workOrderStatus })
  status: WorkOrderStatus;

  @TextField({
    description: 'Why it is on hold, canceled, rejected or open again',
    example: null,
    maxLength: 2_000,
    nullable: true,
  })
  statusReason: string | null;

  @UuidField({ description: 'Facility where the work is done', example: demoIds.facility })
  facilityId: string;

  @UuidField({
    description: 'Machine that the work is done on',
    example: demoIds.equipment,
    nullable: true,
  })
  equipmentId: string | null;

  @StringField({ description: 'Name of that machine', example: 'Passenger lift A1', maxLength: 255, nullable: true })
  equipmentName: string | null;

  @UuidField({ description: 'User who does the work', example: demoIds.technician, nullable: true })
  assigneeId: string | null;

  @StringField({ description: 'Name of that user', example: 'Jonas Petersen', maxLength: 201, nullable: true })
  assigneeName: string | null;

  @UuidField({
    description: 'Team that does the work, when no single user does',
    example: null,
    nullable: true,
  })
  teamId: string | null;

  @DateTimeField({
    description: 'When the work is planned; not after `dueAt`',
    example: '2026-12-01T08:00:00.000Z',
    nullable: true,
  })
  scheduledAt: string | null;

  @DateTimeField({ description: 'When the work has to be done', example: '2026-12-01T16:00:00.000Z', nullable: true })
  dueAt: string | null;

  @BooleanField({ description: 'Past its due time and still open', example: false })
  isOverdue: boolean;

  @DecimalField({
    description: 'Hours the work is thought to take',
    example: 1.5,
    min: 0,
    max: 999.99,
    scale: 2,
    nullable: true,
  })
  estimatedHours: number | null;

  @DateTimeField({ description: 'When work began first', example: null, nullable: true })
  startedAt: string | null;

  @BooleanField({ description: 'Whether the start was stated more than five minutes afterwards', example: false })
  startBackdated: boolean;

  @DateTimeField({ description: 'When the work was completed', example: null, nullable: true })
  completedAt: string | null;

  @BooleanField({ description: 'Whether the completion was stated more than five minutes afterwards', example: false })
  completionBackdated: boolean;

  @DecimalField({
    description: 'Hours worked: as given, else from the work logs',
    example: null,
    min: 0,
    max: 999.99,
    scale: 2,
    nullable: true,
  })
  actualHours: number | null;

  @TextField({
    description: 'What was done',
    example: null,
    maxLength: 20_000,
    nullable: true,
  })
  workPerformed: string | null;

  @TextField({ description: 'Parts used, in words', example: '4 hanger rollers', maxLength: 5_000, nullable: true })
  partsNote: string | null;

  @AttributesField({ description: 'Values under names of your own', example: { costCentre: '4711' } })
  customFields: Record<string, unknown>;

  @UuidField({
    description: 'Service request that it was made from',
    example: null,
    nullable: true,
  })
  serviceRequestId: string | null;

  @UuidField({
    description: 'Maintenance schedule that generated it',
    example: null,
    nullable: true,
  })
  maintenanceScheduleId: string | null;

  @UuidField({
    description: 'Who created it; null when the system did',
    example: demoIds.admin,
    nullable: true,
  })
  createdById: string | null;

  @ArrayField({
    description: 'What the caller may do with it now: each is `POST /v1/work-orders/{id}/<name>`',
    example: commandsFrom('assigned'),
    of: items.oneOf(workOrderTransition),
    maxItems: workOrderTransition.values.length,
  })
  allowedTransitions: WorkOrderCommand[];

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When it was created', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'When it was last changed', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;

  @ExpansionField({ description: 'The machine', type: WorkOrderEquipmentDto })
  equipment?: WorkOrderEquipmentDto | null;

  @ExpansionField({ description: 'The facility', type: WorkOrderFacilityDto })
  facility?: WorkOrderFacilityDto | null;

  @ExpansionField({ description: 'The user', type: WorkOrderAssigneeDto })
  assignee?: WorkOrderAssigneeDto | null;

  @ExpansionField({ description: 'The team', type: WorkOrderTeamDto })
  team?: WorkOrderTeamDto | null;

  @ExpansionField({ description: 'The service request, with whom to ask on site', type: WorkOrderServiceRequestDto })
  serviceRequest?: WorkOrderServiceRequestDto | null;
}

class WorkOrderDetailsDto extends PickType(WorkOrderDto, [
  'description',
  'type',
  'priority',
  'scheduledAt',
  'dueAt',
  'estimatedHours',
  'partsNote',
  'customFields',
]) {}

@ApiSchema({ name: 'UpdateWorkOrder' })
@Example({ priority: 'high', dueAt: '2026-11-30T16:00:00.000Z', scheduledAt: '2026-11-30T08:00:00.000Z' })
export class UpdateWorkOrderDto extends PartialType(
  IntersectionType(PickType(WorkOrderDto, ['title']), WorkOrderDetailsDto),
) {}

class WorkOrderPlaceDto extends PickType(WorkOrderDto, ['equipmentId']) {
  @UuidField({ description: 'Facility, when no machine is named', example: demoIds.facility, nullable: true })
  facilityId: string | null;
}

class WorkOrderHandsDto extends PickType(WorkOrderDto, ['assigneeId', 'teamId']) {}

@ApiSchema({ name: 'CreateWorkOrder' })
@Defaults(workOrderDefaults)
@AtLeastOne('equipmentId', 'facilityId')
@AtMostOne(['assigneeId', 'teamId'], twoAssignees)
@Examples({
  minimal: { title: 'Lift A1 stops between floors' },
  full: {
    title: 'Oil the car door of lift A1',
    description: 'It squeaks on floor 3.',
    type: 'repair',
    priority: 'high',
    partsNote: null,
    customFields: { costCentre: '4711' },
  },
})
export class CreateWorkOrderDto extends IntersectionType(
  PickType(WorkOrderDto, ['title']),
  PartialType(WorkOrderPlaceDto),
  PartialType(WorkOrderDetailsDto),
  PartialType(WorkOrderHandsDto),
) {}

@ApiSchema({ name: 'WorkOrderBulk' })
@Example({
  items: [
    { title: 'Clean the pit of lift A1', equipmentId: demoIds.equipment, type: 'maintenance' },
    { title: 'Check the lighting of the stairs', facilityId: demoIds.facility, priority: 'low' },
  ],
})
export class BulkWorkOrdersDto extends bulkOf(CreateWorkOrderDto) {}

interface Moments {
  scheduledAt?: string | null;
  dueAt?: string | null;
}

/** The body in the domain's terms: moments are Dates. */
export function withDates<T extends Moments>({ scheduledAt, dueAt, ...body }: T) {
  return {
    ...body,
    ...(scheduledAt !== undefined && { scheduledAt: moment(scheduledAt) }),
    ...(dueAt !== undefined && { dueAt: moment(dueAt) }),
  };
}

function moment(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
