import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { Bulk } from '#libs/bulk';
import {
  ApiAccepted,
  ApiAction,
  ApiBulk,
  ApiCreate,
  ApiList,
  ApiRead,
  ApiRemove,
  ApiSection,
  ApiUpdate,
  BulkQuery,
  BulkResultDto,
  IdParam,
  IfMatch,
  listRequest,
  OperationDto,
  Permission,
  type Page,
} from '#libs/http';
import { unknownEquipment } from '#contexts/assets';
import {
  equipmentTakesNoWork,
  invalidRecurrence,
  scheduleNotPaused,
  schedulePaused,
  scheduleRan,
} from '../domain/maintenance-schedule.errors.js';
import { defaultTeamNotAssignable, defaultUserNotAssignable } from '../domain/schedule-target.js';
import { MaintenanceScheduleService } from '../application/maintenance-schedule.service.js';
import { GenerationReportDto } from './maintenance-occurrence.dto.js';
import {
  BulkMaintenanceSchedulesDto,
  CreateMaintenanceScheduleDto,
  MaintenanceScheduleDto,
  MaintenanceScheduleQuery,
  PauseMaintenanceScheduleDto,
  UpdateMaintenanceScheduleDto,
} from './maintenance-schedule.dto.js';
import { previewExample, PreviewScheduleDto, SchedulePreviewDto } from './schedule-preview.dto.js';
import { demoIds } from '../../../demo-ids.js';

const assignees = [defaultUserNotAssignable, defaultTeamNotAssignable];

@ApiSection(
  'Maintenance schedules',
  'Standing orders for maintenance: work orders are made from them, never missed and never doubled.',
)
@Controller('v1/maintenance-schedules')
export class MaintenanceScheduleController {
  constructor(
    private readonly schedules: MaintenanceScheduleService,
    private readonly bulk: Bulk,
  ) {}

  @Get()
  @Permission('maintenance_schedules:read')
  @ApiList(MaintenanceScheduleDto, {
    summary: 'List maintenance schedules',
    description:
      'All schedules, the paused and inactive ones included unless `paused` or `active` is given. `nextOccurrenceAt` is the next date that a work order is made for.',
  })
  listMaintenanceSchedules(@Query() query: MaintenanceScheduleQuery): Promise<Page<MaintenanceScheduleDto>> {
    return this.schedules.list(listRequest(query));
  }

  @Post('bulk')
  @Permission('maintenance_schedules:create')
  @ApiBulk({
    summary: 'Add maintenance schedules',
    description:
      'Up to 100 in one request, in their order. Each item has the result that it would have had alone; with `atomic=true` the first that fails undoes all others.',
  })
  createMaintenanceSchedules(
    @Body() body: BulkMaintenanceSchedulesDto,
    @Query() query: BulkQuery,
  ): Promise<BulkResultDto> {
    return this.bulk.create(CreateMaintenanceScheduleDto, body, query, (item) => this.schedules.create(item));
  }

  @Post()
  @Permission('maintenance_schedules:create')
  @ApiCreate(MaintenanceScheduleDto, {
    summary: 'Add a maintenance schedule',
    description:
      'Dates count from `firstOccurrenceAt` on the clock of `timezone`, by default that of the facility of the machine; also where it has passed: `catchUp` says what is made up for. Work orders are made `leadDays` before each date, by default when it comes, and assigned to the user or team that is named. Try the rule with `preview` first.',
    problems: [invalidRecurrence, unknownEquipment, equipmentTakesNoWork, ...assignees],
  })
  createMaintenanceSchedule(@Body() body: CreateMaintenanceScheduleDto): Promise<MaintenanceScheduleDto> {
    return this.schedules.create(body);
  }

  @Post('preview')
  @HttpCode(200)
  @Permission('maintenance_schedules:read')
  @ApiAction(SchedulePreviewDto, {
    summary: 'Preview the dates of a schedule',
    shows: { data: previewExample },
    description:
      'Answers the first dates, 10 unless `count` is given, each with the reason why it is that date: month ends, daylight saving and the like. Nothing is stored. Takes what would be sent to add the schedule as far as it concerns the dates.',
    problems: [invalidRecurrence, unknownEquipment, equipmentTakesNoWork],
  })
  async previewMaintenanceSchedule(@Body() { count, ...asked }: PreviewScheduleDto): Promise<SchedulePreviewDto> {
    return { data: await this.schedules.preview(asked, count) };
  }

  @Post('generate')
  @Permission('maintenance_schedules:generate')
  @ApiAccepted(GenerationReportDto, {
    summary: 'Make everything that is due now',
    description:
      'Does in the background what the next run of the generation would do for all schedules of the account; it runs by itself as well. Calling it again makes nothing twice. The result of the operation is a GenerationReport.',
  })
  generateMaintenance(): Promise<OperationDto> {
    return this.schedules.generateAll();
  }

  @Get(':id')
  @Permission('maintenance_schedules:read')
  @ApiRead(MaintenanceScheduleDto, {
    summary: 'Read a maintenance schedule',
    description:
      'Answers the rule, the next and the last date, and why nothing can be made of it for the time being, if so. What became of its dates is at `/v1/maintenance-schedules/{id}/occurrences`.',
  })
  getMaintenanceSchedule(@IdParam() id: string): Promise<MaintenanceScheduleDto> {
    return this.schedules.get(id);
  }

  @Patch(':id')
  @Permission('maintenance_schedules:update')
  @ApiUpdate(MaintenanceScheduleDto, {
    summary: 'Change a maintenance schedule',
    description:
      'A changed rule goes on where the schedule stands: after the last date that was decided, or one step after the last completion. It asks for nothing in the time before the change. Work orders that were made stay as they are. With `isActive: false` it makes no more.',
    problems: [invalidRecurrence, equipmentTakesNoWork, ...assignees],
  })
  updateMaintenanceSchedule(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateMaintenanceScheduleDto,
  ): Promise<MaintenanceScheduleDto> {
    return this.schedules.edit(id, version, body);
  }

  @Delete(':id')
  @Permission('maintenance_schedules:delete')
  @ApiRemove({
    summary: 'Delete a maintenance schedule that never ran',
    row: demoIds.unusedSchedule,
    description:
      'For what was entered by mistake: one with dates in its ledger is refused (409) with their number. Set `isActive` to false instead.',
    problems: [scheduleRan],
  })
  deleteMaintenanceSchedule(@IdParam() id: string, @IfMatch() version: number): Promise<void> {
    return this.schedules.remove(id, version);
  }

  @Post(':id/pause')
  @Permission('maintenance_schedules:update')
  @ApiAction(MaintenanceScheduleDto, {
    summary: 'Pause a maintenance schedule',
    row: demoIds.secondSchedule,
    shows: {
      isPaused: true,
      pausedAt: '2026-11-24T08:05:00.000Z',
      pauseReason: 'Lift out of use during the refurbishment.',
    },
    description:
      'No work orders are made until it is resumed; those that were made stay open. The reason stands in `pauseReason` and with each date that passes meanwhile. One that is paused already is refused (409).',
    problems: [schedulePaused],
  })
  pauseMaintenanceSchedule(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { reason }: PauseMaintenanceScheduleDto,
  ): Promise<MaintenanceScheduleDto> {
    return this.schedules.pause(id, version, reason);
  }

  @Post(':id/resume')
  @Permission('maintenance_schedules:update')
  @ApiAction(MaintenanceScheduleDto, {
    summary: 'Resume a maintenance schedule',
    row: demoIds.pausedSchedule,
    description:
      'Work orders are made again. Dates that passed during the pause are treated as `catchUp` says: all, the latest or none become work orders, the others are noted as missed. One that is not paused is refused (409).',
    problems: [scheduleNotPaused],
  })
  resumeMaintenanceSchedule(@IdParam() id: string, @IfMatch() version: number): Promise<MaintenanceScheduleDto> {
    return this.schedules.resume(id, version);
  }
}
