import { Body, Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { customValueRefusals, workPlaceRefusals } from '#contexts/assets';
import { ApiCreate, ApiSection, IdParam, Permission } from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { assigneeRefusals } from '../../orders/domain/assignment.errors.js';
import { timesReversed } from '../../orders/domain/work-order.errors.js';
import { withDates, WorkOrderDto } from '../../orders/http/work-order.dto.js';
import { FollowUpService } from '../application/follow-up.service.js';
import { CreateFollowUpDto } from './follow-up.dto.js';

@ApiSection('Work orders', 'Work to be done at a facility or on a machine, from its creation until it is completed.')
@Controller('v1/work-orders/:id/follow-ups')
export class FollowUpController {
  constructor(private readonly followUps: FollowUpService) {}

  @Post()
  @Permission('work_orders:create')
  @ApiCreate(WorkOrderDto, {
    summary: 'Create a follow-up of a work order',
    row: demoIds.workOrder,
    unconditional: 'the original stays as it is, but for the plan of its parts',
    description:
      'A new work order at the same place, linked as `follow_up_of`, with type, priority, title and custom fields of this one unless given. Parts that are planned and were not used go over to it, which needs the permission `parts:reserve` (403 otherwise) unless `withParts` is false.',
    problems: [...workPlaceRefusals, ...assigneeRefusals, timesReversed, ...customValueRefusals],
  })
  async createFollowUp(
    @IdParam() id: string,
    @Body() body: CreateFollowUpDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WorkOrderDto> {
    const workOrder = await this.followUps.create(id, withDates(body));
    reply.header('Location', `/v1/work-orders/${workOrder.id}`);
    return workOrder;
  }
}
