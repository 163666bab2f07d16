import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { ApiCreate, ApiList, ApiRemove, ApiSection, IdParam, listRequest, Permission, type Page } from '#libs/http';
import { unknownWorkOrder } from '../../../inventory/inventory.refusals.js';
import { EXAMPLE_ID } from '#libs/kernel';
import { demoIds } from '../../../demo-ids.js';
import { WorkOrderLinkService } from '../application/work-order-link.service.js';
import { alreadyLinked, linkCycle, linkToItself } from '../domain/link.errors.js';
import { CreateWorkOrderLinkDto, WorkOrderLinkDto, WorkOrderLinkQuery } from './work-order-link.dto.js';

@ApiSection('Work orders', 'Work to be done at a facility or on a machine, from its creation until it is completed.')
@Controller('v1/work-orders/:id/links')
export class WorkOrderLinkController {
  constructor(private readonly links: WorkOrderLinkService) {}

  @Get()
  @Permission('work_orders:read')
  @ApiList(WorkOrderLinkDto, {
    summary: 'List the links of a work order',
    description:
      'Which other work orders it follows from, blocks or duplicates, and which do so of it, as far as the caller sees them; in order of time unless `sort` says otherwise.',
  })
  listWorkOrderLinks(@IdParam() id: string, @Query() query: WorkOrderLinkQuery): Promise<Page<WorkOrderLinkDto>> {
    return this.links.list(id, listRequest(query));
  }

  @Post()
  @Permission('work_orders:link')
  @ApiCreate(WorkOrderLinkDto, {
    summary: 'Link a work order to another',
    row: demoIds.workOrderInProgress,
    description:
      'Says that this work order follows from, blocks or duplicates the other. It is a line in the history of both, and changes neither; work that an open one blocks is not started (409) unless somebody forces it. None comes to block, follow or duplicate itself, by however many steps (409).',
    problems: [unknownWorkOrder, linkToItself, alreadyLinked, linkCycle],
  })
  createWorkOrderLink(@IdParam() id: string, @Body() body: CreateWorkOrderLinkDto): Promise<WorkOrderLinkDto> {
    return this.links.add(id, body.type, body.workOrderId);
  }

  @Delete(':linkId')
  @Permission('work_orders:link')
  @ApiRemove({
    summary: 'Remove a link of a work order',
    description:
      'From either end. The work orders stay as they are, and their histories keep that they were linked once.',
  })
  deleteWorkOrderLink(
    @IdParam() id: string,
    @IdParam('linkId', 'The `id` that the list answers', EXAMPLE_ID) linkId: string,
  ): Promise<void> {
    return this.links.remove(id, linkId);
  }
}
