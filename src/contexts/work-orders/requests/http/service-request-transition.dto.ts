import { ApiSchema, PartialType } from '@nestjs/swagger';
import { AtMostOne, Defaults, Example, UuidField } from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { twoAssignees } from '../../orders/domain/assignment.errors.js';
import { CreateWorkOrderDto } from '../../orders/http/work-order.dto.js';
import { convertedDefaults } from '../domain/request-conversion.js';

@ApiSchema({ name: 'Conversion' })
@Defaults(convertedDefaults)
@AtMostOne(['assigneeId', 'teamId'], twoAssignees)
@Example({ type: 'inspection', equipmentId: demoIds.equipment, dueAt: '2026-12-04T15:00:00.000Z' })
export class ConvertServiceRequestDto extends PartialType(CreateWorkOrderDto) {
  @UuidField({
    description: 'Open work order at the same facility that does what is asked for already, instead of a new one',
    optional: true,
  })
  workOrderId?: string;
}
