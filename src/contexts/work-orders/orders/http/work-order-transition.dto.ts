import { ApiSchema, PartialType, PickType } from '@nestjs/swagger';
import { AtLeastOne, AtMostOne, DecimalField, TextField } from '#libs/http';
import { twoAssignees } from '../domain/assignment.errors.js';
import { WorkOrderDto } from './work-order.dto.js';

/** Exactly one of the two. */
@ApiSchema({ name: 'Assignment' })
@AtLeastOne('assigneeId', 'teamId')
@AtMostOne(['assigneeId', 'teamId'], twoAssignees)
export class AssignDto extends PartialType(PickType(WorkOrderDto, ['assigneeId', 'teamId'])) {}

@ApiSchema({ name: 'Reason' })
export class ReasonDto {
  @TextField({ description: 'Why', example: 'Waiting for a part', maxLength: 2_000 })
  reason: string;
}

@ApiSchema({ name: 'Completion' })
export class CompleteDto extends PartialType(PickType(WorkOrderDto, ['partsNote'])) {
  @TextField({ description: 'What was done', example: 'Oiled both hinges, checked the door drive.', maxLength: 20_000 })
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
