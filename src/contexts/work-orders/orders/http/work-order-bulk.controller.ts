import { Body, Controller, Post, Query } from '@nestjs/common';
import { Bulk } from '#libs/bulk';
import { ApiBulk, ApiSection, BulkQuery, BulkResultDto, Permission } from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { WorkOrderTransitionService } from '../application/work-order-transition.service.js';
import { WorkOrderService } from '../application/work-order.service.js';
import { permissionFor } from '../domain/work-order-status.js';
import {
  AssignWorkOrdersDto,
  CancelWorkOrdersDto,
  PrioritiseWorkOrdersDto,
  RescheduleWorkOrdersDto,
  WorkOrderToAssignDto,
  WorkOrderToCancelDto,
  WorkOrderToPrioritiseDto,
  WorkOrderToRescheduleDto,
} from './work-order-bulk.dto.js';
import { withDates } from './work-order.dto.js';

const eachChanged = {
  shows: { items: [{ index: 0, id: demoIds.assignedWorkOrder, status: 200, problem: null }] },
  unconditional: 'each item has the version that it changes',
};

@ApiSection('Work orders', 'Work to be done at a facility or on a machine, from its creation until it is completed.')
@Controller('v1/work-orders')
export class WorkOrderBulkController {
  constructor(
    private readonly bulk: Bulk,
    private readonly workOrders: WorkOrderService,
    private readonly flow: WorkOrderTransitionService,
  ) {}

  @Post('bulk-assign')
  @Permission(permissionFor('assign'))
  @ApiBulk({
    summary: 'Assign many work orders',
    ...eachChanged,
    description:
      'Up to 100, each to a user or a team of its own. Each item has the result that `POST /v1/work-orders/{id}/assign` would have had, notifications included: 404, 409 or 412 where it would; with `atomic=true` the first that fails undoes all others.',
  })
  assignWorkOrders(@Body() body: AssignWorkOrdersDto, @Query() query: BulkQuery): Promise<BulkResultDto> {
    return this.bulk.change(
      WorkOrderToAssignDto,
      body,
      query,
      ({ workOrderId, version, assigneeId = null, teamId = null }) =>
        this.flow.assign(workOrderId, version, { assigneeId, teamId }),
    );
  }

  @Post('bulk-cancel')
  @Permission(permissionFor('cancel'))
  @ApiBulk({
    summary: 'Cancel many work orders',
    ...eachChanged,
    description:
      'Up to 100, each with a reason of its own, and for good. Each item has the result that `POST /v1/work-orders/{id}/cancel` would have had: parts come back, open visits end; with `atomic=true` the first that fails undoes all others.',
  })
  cancelWorkOrders(@Body() body: CancelWorkOrdersDto, @Query() query: BulkQuery): Promise<BulkResultDto> {
    return this.bulk.change(WorkOrderToCancelDto, body, query, ({ workOrderId, version, reason }) =>
      this.flow.cancel(workOrderId, version, reason),
    );
  }

  @Post('bulk-reschedule')
  @Permission('work_orders:update')
  @ApiBulk({
    summary: 'Reschedule many work orders',
    ...eachChanged,
    description:
      'Up to 100: when each is planned, when it is due, or both; null takes a time away. Each item has the result that `PATCH /v1/work-orders/{id}` would have had; with `atomic=true` the first that fails undoes all others.',
  })
  rescheduleWorkOrders(@Body() body: RescheduleWorkOrdersDto, @Query() query: BulkQuery): Promise<BulkResultDto> {
    return this.bulk.change(WorkOrderToRescheduleDto, body, query, ({ workOrderId, version, ...times }) =>
      this.workOrders.edit(workOrderId, version, withDates(times)),
    );
  }

  @Post('bulk-prioritise')
  @Permission('work_orders:update')
  @ApiBulk({
    summary: 'Change the priority of many work orders',
    ...eachChanged,
    description:
      'Up to 100, each to a priority of its own. Each item has the result that `PATCH /v1/work-orders/{id}` would have had: ended work is refused (409); with `atomic=true` the first that fails undoes all others.',
  })
  prioritiseWorkOrders(@Body() body: PrioritiseWorkOrdersDto, @Query() query: BulkQuery): Promise<BulkResultDto> {
    return this.bulk.change(WorkOrderToPrioritiseDto, body, query, ({ workOrderId, version, priority }) =>
      this.workOrders.edit(workOrderId, version, { priority }),
    );
  }
}
