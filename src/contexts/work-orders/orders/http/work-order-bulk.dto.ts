import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import { AtLeastOne, AtMostOne, bulkOf, Example, IntegerField, UuidField } from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { twoAssignees } from '../domain/assignment.errors.js';
import { ReasonDto } from './work-order-transition.dto.js';
import { WorkOrderDto } from './work-order.dto.js';

/** The work order that an item is about. */
class ChangedWorkOrderDto {
  @UuidField({ description: 'The work order', example: demoIds.newWorkOrder })
  workOrderId: string;

  @IntegerField({
    description: 'The version that the caller saw, as `If-Match` has it for one alone',
    example: 1,
    min: 1,
  })
  version: number;
}

const row = { workOrderId: demoIds.assignedWorkOrder, version: 2 };

@ApiSchema({ name: 'WorkOrderToAssign' })
@AtLeastOne('assigneeId', 'teamId')
@AtMostOne(['assigneeId', 'teamId'], twoAssignees)
export class WorkOrderToAssignDto extends IntersectionType(
  ChangedWorkOrderDto,
  PartialType(PickType(WorkOrderDto, ['assigneeId', 'teamId'])),
) {}

@ApiSchema({ name: 'AssignWorkOrderBulk' })
@Example({ items: [{ ...row, assigneeId: demoIds.secondTechnician }] })
export class AssignWorkOrdersDto extends bulkOf(WorkOrderToAssignDto, 'What to assign, and to whom') {}

@ApiSchema({ name: 'WorkOrderToCancel' })
export class WorkOrderToCancelDto extends IntersectionType(ChangedWorkOrderDto, ReasonDto) {}

@ApiSchema({ name: 'CancelWorkOrderBulk' })
@Example({ items: [{ ...row, reason: 'The lift is replaced' }] })
export class CancelWorkOrdersDto extends bulkOf(WorkOrderToCancelDto, 'What to cancel, and why') {}

@ApiSchema({ name: 'WorkOrderToReschedule' })
@AtLeastOne('scheduledAt', 'dueAt')
export class WorkOrderToRescheduleDto extends IntersectionType(
  ChangedWorkOrderDto,
  PartialType(PickType(WorkOrderDto, ['scheduledAt', 'dueAt'])),
) {}

@ApiSchema({ name: 'RescheduleWorkOrderBulk' })
@Example({ items: [{ ...row, scheduledAt: '2099-12-01T08:00:00.000Z', dueAt: '2099-12-01T16:00:00.000Z' }] })
export class RescheduleWorkOrdersDto extends bulkOf(WorkOrderToRescheduleDto, 'What to plan anew, and for when') {}

@ApiSchema({ name: 'WorkOrderToPrioritise' })
export class WorkOrderToPrioritiseDto extends IntersectionType(
  ChangedWorkOrderDto,
  PickType(WorkOrderDto, ['priority']),
) {}

@ApiSchema({ name: 'PrioritiseWorkOrderBulk' })
@Example({ items: [{ ...row, priority: 'critical' }] })
export class PrioritiseWorkOrdersDto extends bulkOf(WorkOrderToPrioritiseDto, 'What to give which priority') {}
