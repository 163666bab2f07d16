import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiAction, ApiList, ApiSection, IdParam, IfMatch, listRequest, Permission, type Page } from '#libs/http';
import { MaintenanceScheduleService } from '../application/maintenance-schedule.service.js';
import { notNext, scheduleInactive, schedulePaused } from '../domain/maintenance-schedule.errors.js';
import {
  GenerationReportDto,
  MaintenanceOccurrenceDto,
  MaintenanceOccurrenceQuery,
  SkipMaintenanceOccurrenceDto,
} from './maintenance-occurrence.dto.js';
import { MaintenanceScheduleDto } from './maintenance-schedule.dto.js';
import { demoIds } from '../../../demo-ids.js';

@ApiSection(
  'Maintenance schedules',
  'Standing orders for maintenance: work orders are made from them, never missed and never doubled.',
)
@Controller('v1/maintenance-schedules/:id')
export class MaintenanceOccurrenceController {
  constructor(private readonly schedules: MaintenanceScheduleService) {}

  @Post('skip')
  @Permission('maintenance_schedules:update')
  @ApiAction(MaintenanceScheduleDto, {
    summary: 'Skip the next date of a maintenance schedule',
    row: demoIds.scheduleOf2035,
    shows: {
      scheduleName: 'Replacement of the suspension ropes, HH-01',
      frequencyType: 'yearly',
      frequencyValue: 10,
      firstOccurrenceAt: '2035-03-15T09:00:00',
      nextOccurrenceAt: '2045-03-15T08:00:00.000Z',
    },
    description:
      'No work order is made for it. It stands in the ledger with the reason, and the schedule goes on after it. Any date but the next, and any date of an inactive schedule, is refused (409).',
    problems: [scheduleInactive, notNext],
  })
  skipMaintenanceOccurrence(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { occurrenceAt, reason }: SkipMaintenanceOccurrenceDto,
  ): Promise<MaintenanceScheduleDto> {
    return this.schedules.skip(id, version, new Date(occurrenceAt), reason);
  }

  @Post('generate')
  @Permission('maintenance_schedules:generate')
  @ApiAction(GenerationReportDto, {
    summary: 'Make what is due now',
    row: demoIds.thirdSchedule,
    description:
      'Does at once what the next run of the generation would do for this schedule; the answer counts the work orders made and the dates skipped and missed. Calling it again makes nothing twice. A paused or inactive schedule is refused (409).',
    problems: [scheduleInactive, schedulePaused],
  })
  generateFromMaintenanceSchedule(@IdParam() id: string): Promise<GenerationReportDto> {
    return this.schedules.generate(id);
  }

  @Get('occurrences')
  @Permission('maintenance_schedules:read')
  @ApiList(MaintenanceOccurrenceDto, {
    summary: 'List what became of the dates of a schedule',
    description:
      'The ledger of the schedule: each date that was decided, with its work order or with the reason why none was made. Nothing in it is changed or deleted later.',
  })
  listMaintenanceOccurrences(
    @IdParam() id: string,
    @Query() query: MaintenanceOccurrenceQuery,
  ): Promise<Page<MaintenanceOccurrenceDto>> {
    return this.schedules.occurrences(id, listRequest(query));
  }
}
