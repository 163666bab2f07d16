import { ApiSchema, PickType } from '@nestjs/swagger';
import { ArrayField, DateTimeField, EnumField, items, pageQuery, StringField, UuidField } from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import type { WorkOrderStatus } from '../../orders/domain/work-order-status.js';
import { workOrderStatus } from '../../orders/http/work-order-enumerations.js';
import { linkList } from '../application/work-order-link.queries.js';
import type { LinkDirection, LinkType } from '../domain/link-direction.js';
import { workOrderLinkDirection, workOrderLinkType } from './link-enumerations.js';

@ApiSchema({ name: 'WorkOrderLink' })
export class WorkOrderLinkDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3beee' })
  id: string;

  @EnumField({ description: 'How they belong together', example: 'blocks', of: workOrderLinkType })
  type: LinkType;

  @EnumField({
    description: 'Which of the two it is said of: `outgoing` means this one, say that it blocks the other',
    example: 'outgoing',
    of: workOrderLinkDirection,
  })
  direction: LinkDirection;

  @UuidField({ description: 'The other work order', example: demoIds.workOrder })
  workOrderId: string;

  @StringField({ description: 'Its number', example: 'WO-2026-41', maxLength: 30 })
  workOrderNumber: string;

  @StringField({ description: 'Its title', example: 'Replace hanger rollers on floors 2 and 4', maxLength: 255 })
  title: string;

  @EnumField({ description: 'Where it stands', example: 'assigned', of: workOrderStatus })
  status: WorkOrderStatus;

  @UuidField({ description: 'Who linked them; null when the system did', example: demoIds.admin, nullable: true })
  createdById: string | null;

  @DateTimeField({ description: 'When they were linked', example: '2026-11-24T08:05:00.000Z' })
  createdAt: string;
}

@ApiSchema({ name: 'CreateWorkOrderLink' })
export class CreateWorkOrderLinkDto extends PickType(WorkOrderLinkDto, ['type', 'workOrderId']) {}

export class WorkOrderLinkQuery extends pageQuery({ name: 'WorkOrderLink', list: linkList }) {
  @ArrayField({
    description: 'Only of these kinds',
    example: ['blocks'],
    of: items.oneOf(workOrderLinkType),
    minItems: 1,
    maxItems: workOrderLinkType.values.length,
    optional: true,
  })
  type?: LinkType[];
}
