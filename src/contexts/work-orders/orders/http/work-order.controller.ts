import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { Bulk } from '#libs/bulk';
import {
  ApiBulk,
  ApiCreate,
  ApiList,
  ApiRead,
  ApiSection,
  ApiUpdate,
  BulkQuery,
  BulkResultDto,
  IdParam,
  IfMatch,
  Permission,
  type Page,
} from '#libs/http';
import { WorkOrderService } from '../application/work-order.service.js';
import {
  BulkWorkOrdersDto,
  CreateWorkOrderDto,
  UpdateWorkOrderDto,
  withDates,
  WorkOrderDto,
} from './work-order.dto.js';
import { WorkOrderExpandQuery, workOrderListRequest, WorkOrderQuery } from './work-order-query.dto.js';
import { workPlaceRefusals } from '#contexts/assets';
import { assigneeRefusals } from '../domain/assignment.errors.js';
import { timesReversed, workOrderClosed } from '../domain/work-order.errors.js';

@ApiSection('Work orders', 'Work to be done at a facility or on a machine, from its creation until it is completed.')
@Controller('v1/work-orders')
export class WorkOrderController {
  constructor(
    private readonly workOrders: WorkOrderService,
    private readonly bulk: Bulk,
  ) {}

  @Get()
  @Permission('work_orders:read')
  @ApiList(WorkOrderDto, {
    summary: 'List work orders',
    description:
      'All of them, or those that concern the caller: assigned to them or their teams, or made from their requests.',
  })
  listWorkOrders(@Query() query: WorkOrderQuery): Promise<Page<WorkOrderDto>> {
    return this.workOrders.list(workOrderListRequest(query), query.expand);
  }

  @Post('bulk')
  @Permission('work_orders:create')
  @ApiBulk({
    summary: 'Create work orders',
    description:
      'At most 100. Each item has the result that it would have had alone; `atomic` makes it all or nothing.',
  })
  createWorkOrders(@Body() body: BulkWorkOrdersDto, @Query() query: BulkQuery): Promise<BulkResultDto> {
    return this.bulk.create(CreateWorkOrderDto, body, query, (item) => this.workOrders.create(withDates(item)));
  }

  @Post()
  @Permission('work_orders:create')
  @ApiCreate(WorkOrderDto, {
    summary: 'Create a work order',
    description:
      'For a machine or a facility. With an assignee or team, which takes the right to assign, it is born assigned.',
    problems: [...workPlaceRefusals, ...assigneeRefusals, timesReversed],
  })
  createWorkOrder(@Body() body: CreateWorkOrderDto): Promise<WorkOrderDto> {
    return this.workOrders.create(withDates(body));
  }

  @Get(':id')
  @Permission('work_orders:read')
  @ApiRead(WorkOrderDto, { summary: 'Read a work order' })
  getWorkOrder(@IdParam() id: string, @Query() query: WorkOrderExpandQuery): Promise<WorkOrderDto> {
    return this.workOrders.get(id, query.expand);
  }

  @Patch(':id')
  @Permission('work_orders:update')
  @ApiUpdate(WorkOrderDto, {
    summary: 'Change a work order',
    description:
      'What it says, as long as it is open. Place and status are not edited: the status moves by transitions.',
    problems: [workOrderClosed, timesReversed],
  })
  updateWorkOrder(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateWorkOrderDto,
  ): Promise<WorkOrderDto> {
    return this.workOrders.edit(id, version, withDates(body));
  }
}
