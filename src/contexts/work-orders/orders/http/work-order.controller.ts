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
import { customValueRefusals, invalidFilter, workPlaceRefusals } from '#contexts/assets';
import { assigneeRefusals } from '../domain/assignment.errors.js';
import { workOrderClosed } from '../../../inventory/inventory.refusals.js';
import { timesReversed } from '../domain/work-order.errors.js';

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
      'All of them with the permission `work_orders:read_all`; without it those that concern the caller: assigned to them or their teams, helped by them, or made from their requests. `allowedTransitions` of each says what the caller may do with it now. `customFields=costCentre:4711` finds those with a value in a field that the account has defined.',
    problems: [invalidFilter],
  })
  listWorkOrders(@Query() query: WorkOrderQuery): Promise<Page<WorkOrderDto>> {
    return this.workOrders.list(workOrderListRequest(query), query);
  }

  @Post('bulk')
  @Permission('work_orders:create')
  @ApiBulk({
    summary: 'Create work orders',
    description:
      'Up to 100 in one request, in their order. Each item has the result that it would have had alone, notifications included; with `atomic=true` the first that fails undoes all others.',
  })
  createWorkOrders(@Body() body: BulkWorkOrdersDto, @Query() query: BulkQuery): Promise<BulkResultDto> {
    return this.bulk.create(CreateWorkOrderDto, body, query, (item) => this.workOrders.create(withDates(item)));
  }

  @Post()
  @Permission('work_orders:create')
  @ApiCreate(WorkOrderDto, {
    summary: 'Create a work order',
    description:
      'For a machine, a facility or a machine in its facility; without `type` and `priority` it has the defaults of the schema. With an assignee or a team, which needs the permission `work_orders:assign`, it is assigned at once, and they are notified; otherwise it is new. Decommissioned machines, inactive facilities and inactive assignees are refused (422).',
    problems: [...workPlaceRefusals, ...assigneeRefusals, timesReversed, ...customValueRefusals],
  })
  createWorkOrder(@Body() body: CreateWorkOrderDto): Promise<WorkOrderDto> {
    return this.workOrders.create(withDates(body));
  }

  @Get(':id')
  @Permission('work_orders:read')
  @ApiRead(WorkOrderDto, {
    summary: 'Read a work order',
    description:
      'Answers where the work stands and what the caller may do with it now; `expand` adds machine, facility, user and team to the same answer. What happened to it is at `/v1/work-orders/{id}/history`.',
  })
  getWorkOrder(@IdParam() id: string, @Query() query: WorkOrderExpandQuery): Promise<WorkOrderDto> {
    return this.workOrders.get(id, query.expand);
  }

  @Patch(':id')
  @Permission('work_orders:update')
  @ApiUpdate(WorkOrderDto, {
    summary: 'Change a work order',
    description:
      'Title, description, type, priority, times and parts can be changed as long as it is open (409 afterwards). Place, assignment and status are not edited: they follow from transitions. Each changed field is a line of its history.',
    problems: [workOrderClosed, timesReversed, ...customValueRefusals],
  })
  updateWorkOrder(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateWorkOrderDto,
  ): Promise<WorkOrderDto> {
    return this.workOrders.edit(id, version, withDates(body));
  }
}
