import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import {
  ApiAction,
  ApiList,
  ApiRead,
  ApiSection,
  ApiUpdate,
  IdParam,
  IfMatch,
  Permission,
  type Page,
} from '#libs/http';
import { atField } from '#libs/kernel';
import { WorkLogChangeService } from '../application/work-log-change.service.js';
import { WorkLogService } from '../application/work-log.service.js';
import {
  alreadyDeparted,
  breakTooLong,
  departsBeforeArrival,
  incompleteVisitPosition,
  lateEntryReasonRequired,
  overlappingVisit,
  stillOpen,
  timeInFuture,
  visitTooLong,
} from '../domain/work-log.errors.js';
import {
  CorrectionDto,
  correctionOf,
  DepartureDto,
  departureOf,
  WorkLogDto,
  workLogListRequest,
  WorkLogQuery,
} from './work-log.dto.js';
import { demoIds } from '../../../demo-ids.js';

const departureInFuture = atField(timeInFuture, '/departedAt');

@ApiSection('Work logs', 'Visits of technicians to work orders: who was there, from when until when.')
@Controller('v1/work-logs')
export class WorkLogController {
  constructor(
    private readonly logs: WorkLogService,
    private readonly changes: WorkLogChangeService,
  ) {}

  @Get()
  @Permission('work_logs:read')
  @ApiList(WorkLogDto, {
    summary: 'List work logs',
    description:
      'Visits of everybody with the permission `work_logs:read_all`, else those of the caller; from the latest arrival on unless `sort` says otherwise. `open=true` tells who is where now.',
  })
  listWorkLogs(@Query() query: WorkLogQuery): Promise<Page<WorkLogDto>> {
    return this.logs.list(workLogListRequest(query));
  }

  @Get(':id')
  @Permission('work_logs:read')
  @ApiRead(WorkLogDto, {
    summary: 'Read a work log',
    description:
      'One visit: who was where and from when until when, how many minutes were worked, what was entered late or corrected, and why.',
  })
  getWorkLog(@IdParam() id: string): Promise<WorkLogDto> {
    return this.logs.get(id);
  }

  @Post(':id/depart')
  @Permission('work_logs:record')
  @ApiAction(WorkLogDto, {
    summary: 'Depart from a work order',
    row: demoIds.openWorkLog,
    shows: { isOpen: false, departedAt: '2026-11-24T08:05:00.000Z', workTimeMinutes: 95, endedBy: 'departure' },
    description:
      'Ends the visit and counts its minutes, without the break. Of somebody else it needs the permission `work_logs:record_for_others`. The work order keeps its status: complete it or put it on hold besides.',
    problems: [
      alreadyDeparted,
      departureInFuture,
      departsBeforeArrival,
      visitTooLong,
      breakTooLong,
      lateEntryReasonRequired,
      incompleteVisitPosition,
    ],
  })
  async departFromWorkOrder(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: DepartureDto,
  ): Promise<WorkLogDto> {
    await this.changes.depart(id, version, departureOf(body));
    return this.logs.changed(id);
  }

  @Patch(':id')
  @Permission('work_logs:correct')
  @ApiUpdate(WorkLogDto, {
    summary: 'Correct a work log',
    description:
      'Times, break, travel and notes, with the reason; also after the work has ended. Minutes are counted anew, and so are the hours of a completed work order unless they were given by hand. It is marked as corrected, and a line of the work order’s history says what it was before.',
    problems: [
      stillOpen,
      overlappingVisit,
      timeInFuture,
      departureInFuture,
      departsBeforeArrival,
      visitTooLong,
      breakTooLong,
    ],
  })
  async correctWorkLog(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { reason, ...correction }: CorrectionDto,
  ): Promise<WorkLogDto> {
    await this.changes.correct(id, version, correctionOf(correction), reason);
    return this.logs.changed(id);
  }
}
