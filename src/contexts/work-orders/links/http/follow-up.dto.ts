import { ApiSchema, IntersectionType, OmitType, PartialType } from '@nestjs/swagger';
import { AtMostOne, BooleanField, Examples } from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { twoAssignees } from '../../orders/domain/assignment.errors.js';
import { CreateWorkOrderDto } from '../../orders/http/work-order.dto.js';

class PartsTakenOverDto {
  @BooleanField({
    description: 'Whether parts that are planned and were not used are planned for the follow-up',
    example: true,
    default: true,
  })
  withParts: boolean;
}

@ApiSchema({ name: 'CreateFollowUp' })
@AtMostOne(['assigneeId', 'teamId'], twoAssignees)
@Examples({
  minimal: {},
  full: {
    title: 'Align the guide rails between floors 4 and 6',
    description: 'The joints were filed; the brackets have to be set anew.',
    type: 'repair',
    priority: 'medium',
    scheduledAt: '2026-12-03T08:00:00.000Z',
    dueAt: '2026-12-04T16:00:00.000Z',
    estimatedHours: 4,
    partsNote: null,
    assigneeId: demoIds.technician,
    withParts: false,
  },
})
export class CreateFollowUpDto extends IntersectionType(
  PartialType(OmitType(CreateWorkOrderDto, ['equipmentId', 'facilityId'])),
  PartsTakenOverDto,
) {}
