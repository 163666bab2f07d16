import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import { AtLeastOne, AtMostOne, DecimalField, Example, Examples, TextField } from '#libs/http';
import { twoAssignees } from '../domain/assignment.errors.js';
import { WorkOrderDto } from './work-order.dto.js';
import { demoIds } from '../../../demo-ids.js';

/** Exactly one of the two. */
@ApiSchema({ name: 'Assignment' })
@Example({ assigneeId: demoIds.technician })
@AtLeastOne('assigneeId', 'teamId')
@AtMostOne(['assigneeId', 'teamId'], twoAssignees)
export class AssignDto extends PartialType(PickType(WorkOrderDto, ['assigneeId', 'teamId'])) {}

@ApiSchema({ name: 'Reason' })
export class ReasonDto {
  @TextField({ description: 'Why', example: 'Waiting for a part', maxLength: 2_000 })
  reason: string;
}

class WorkDoneDto {
  @TextField({
    description: 'What was done',
    example: 'Emergency call unit replaced, test call answered after 14 s.',
    maxLength: 20_000,
  })
  workPerformed: string;

  @DecimalField({
    description: 'Hours worked; counted from the work logs unless given',
    example: 1.25,
    min: 0,
    max: 999.99,
    scale: 2,
    optional: true,
  })
  actualHours?: number;
}

@ApiSchema({ name: 'Completion' })
@Examples({ full: { partsNote: '1 GSM module' } })
export class CompleteDto extends IntersectionType(WorkDoneDto, PartialType(PickType(WorkOrderDto, ['partsNote']))) {}
