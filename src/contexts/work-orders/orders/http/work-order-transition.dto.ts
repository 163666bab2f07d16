import { ApiSchema, IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import {
  AtLeastOne,
  AtMostOne,
  BooleanField,
  DateTimeField,
  DecimalField,
  Example,
  Examples,
  OptionalBody,
  TextField,
} from '#libs/http';
import { twoAssignees } from '../domain/assignment.errors.js';
import type { StatedTime } from '../domain/stated-time.js';
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

const late = 'Why the time is entered only now; needed for one of more than five minutes ago';

@OptionalBody()
@ApiSchema({ name: 'Start' })
@Example({})
export class StartDto {
  @DateTimeField({
    description: 'When work began, where that was earlier: not before the work order was created',
    example: '2026-11-24T08:05:00.000Z',
    optional: true,
  })
  startedAt?: string;

  @BooleanField({
    description: 'Whether it begins although open work blocks it, which needs `work_orders:start_blocked` and a reason',
    example: false,
    default: false,
  })
  force: boolean;

  @TextField({
    description: `${late}, and to force it`,
    example: 'No signal in the pit',
    maxLength: 2_000,
    optional: true,
  })
  reason?: string;
}

class CompletionTimeDto {
  @DateTimeField({
    description: 'When the work was done, where that was earlier: not before it began',
    example: '2026-11-24T09:20:00.000Z',
    optional: true,
  })
  completedAt?: string;

  @TextField({ description: late, example: 'Reported by telephone', maxLength: 2_000, optional: true })
  reason?: string;
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
// times of the examples are long past
@Examples({ full: { partsNote: '1 GSM module', completedAt: undefined, reason: undefined } })
export class CompleteDto extends IntersectionType(
  WorkDoneDto,
  PartialType(PickType(WorkOrderDto, ['partsNote'])),
  CompletionTimeDto,
) {}

export function statedTime(at: string | undefined, reason: string | undefined): StatedTime {
  return { at: at === undefined ? undefined : new Date(at), reason };
}
