import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiCreate, ApiList, ApiSection, IdParam, Permission, type Page } from '#libs/http';
import { atField } from '#libs/kernel';
import { userNotAssignable } from '../../orders/domain/assignment.errors.js';
import { workOrderClosed } from '../../../inventory/inventory.refusals.js';
import { ArrivalService } from '../application/arrival.service.js';
import { WorkLogService } from '../application/work-log.service.js';
import {
  alreadyArrived,
  incompleteVisitPosition,
  lateEntryReasonRequired,
  openElsewhere,
  overlappingVisit,
  timeInFuture,
  visitTooLong,
} from '../domain/work-log.errors.js';
import { ArrivalDto, arrivalOf, WorkLogDto, workLogListRequest, WorkLogOfOrderQuery } from './work-log.dto.js';

@ApiSection('Work logs', 'Visits of technicians to work orders: who was there, from when until when.')
@Controller('v1/work-orders/:id/work-logs')
export class WorkOrderVisitController {
  constructor(
    private readonly arrivals: ArrivalService,
    private readonly logs: WorkLogService,
  ) {}

  @Post()
  @Permission('work_logs:record')
  @ApiCreate(WorkLogDto, {
    summary: 'Arrive at a work order',
    shows: { arrivalLatitude: 53.5436, arrivalLongitude: 9.9925, arrivalDistanceMeters: 28 },
    description:
      'Begins a visit to open work that the caller sees; for somebody else it needs the permission `work_logs:record_for_others`. A technician is at one place at a time: who has not departed elsewhere is refused (409) with the open log, or departs there with `closeOpen`. The work order keeps its status. The distance to the facility is noted, however far it is.',
    problems: [
      workOrderClosed,
      openElsewhere,
      alreadyArrived,
      overlappingVisit,
      timeInFuture,
      atField(visitTooLong, '/arrivedAt'),
      lateEntryReasonRequired,
      incompleteVisitPosition,
      atField(userNotAssignable, '/technicianId'),
    ],
  })
  async arriveAtWorkOrder(
    @IdParam() id: string,
    @Body() body: ArrivalDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WorkLogDto> {
    const logId = await this.arrivals.arrive(id, arrivalOf(body));
    reply.header('Location', `/v1/work-logs/${logId}`);
    return this.logs.changed(logId);
  }

  @Get()
  @Permission('work_logs:read')
  @ApiList(WorkLogDto, {
    summary: 'List the visits to a work order',
    description:
      'From the latest arrival on unless `sort` says otherwise. Without the permission `work_logs:read_all` only the visits of the caller are listed.',
  })
  listVisitsToWorkOrder(@IdParam() id: string, @Query() query: WorkLogOfOrderQuery): Promise<Page<WorkLogDto>> {
    return this.logs.ofWorkOrder(id, workLogListRequest(query));
  }
}
