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
  notNext,
  scheduleInactive,
  scheduleNotPaused,
  schedulePaused,
  scheduleRan,
} from '../domain/maintenance-schedule.errors.js';
import { defaultTeamNotAssignable, defaultUserNotAssignable } from '../domain/schedule-target.js';
import { MaintenanceScheduleService } from '../application/maintenance-schedule.service.js';
import {
  GenerationReportDto,
  MaintenanceOccurrenceDto,
  MaintenanceOccurrenceQuery,
  SkipMaintenanceOccurrenceDto,
} from './maintenance-occurrence.dto.js';
import {
  BulkMaintenanceSchedulesDto,
  CreateMaintenanceScheduleDto,
  MaintenanceScheduleDto,
  MaintenanceScheduleQuery,
  PauseMaintenanceScheduleDto,
  PreviewScheduleDto,
  SchedulePreviewDto,
  UpdateMaintenanceScheduleDto,
} from './maintenance-schedule.dto.js';

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
  @ApiList(MaintenanceScheduleDto, { summary: 'List maintenance schedules' })
  listMaintenanceSchedules(@Query() query: MaintenanceScheduleQuery): Promise<Page<MaintenanceScheduleDto>> {
    return this.schedules.list(listRequest(query));
  }

  @Post('bulk')
  @Permission('maintenance_schedules:create')
  @ApiBulk({
    summary: 'Add maintenance schedules',
    description:
      'At most 100. Each item has the result that it would have had alone; `atomic` makes it all or nothing.',
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
    description: 'Dates count from firstOccurrenceAt, also where that has passed: `catchUp` says what is made up for.',
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
    description: 'The first dates, each with the reason why it is that date. Nothing is stored.',
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
      'Does what the next run of the generation would do for all schedules. Calling it again makes nothing twice. ' +
      'The result of the operation is a GenerationReport.',
  })
  generateMaintenance(): Promise<OperationDto> {
    return this.schedules.generateAll();
  }

  @Get(':id')
  @Permission('maintenance_schedules:read')
  @ApiRead(MaintenanceScheduleDto, { summary: 'Read a maintenance schedule' })
  getMaintenanceSchedule(@IdParam() id: string): Promise<MaintenanceScheduleDto> {
    return this.schedules.get(id);
  }

  @Patch(':id')
  @Permission('maintenance_schedules:update')
  @ApiUpdate(MaintenanceScheduleDto, {
    summary: 'Change a maintenance schedule',
    description:
      'A changed rule goes on where the schedule stands: after the last date that was decided, or one step after the last completion. ' +
      'It asks for nothing in the time before the change.',
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
  @ApiRemove({ summary: 'Delete a maintenance schedule that never ran', problems: [scheduleRan] })
  deleteMaintenanceSchedule(@IdParam() id: string, @IfMatch() version: number): Promise<void> {
    return this.schedules.remove(id, version);
  }

  @Post(':id/pause')
  @Permission('maintenance_schedules:update')
  @ApiAction(MaintenanceScheduleDto, { summary: 'Pause a maintenance schedule', problems: [schedulePaused] })
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
    description: 'What fell due meanwhile is treated as `catchUp` says.',
    problems: [scheduleNotPaused],
  })
  resumeMaintenanceSchedule(@IdParam() id: string, @IfMatch() version: number): Promise<MaintenanceScheduleDto> {
    return this.schedules.resume(id, version);
  }

  @Post(':id/skip')
  @Permission('maintenance_schedules:update')
  @ApiAction(MaintenanceScheduleDto, {
    summary: 'Skip the next date of a maintenance schedule',
    description:
      'No work order is made for it. It stands in the ledger with the reason, and the schedule goes on after it.',
    problems: [scheduleInactive, notNext],
  })
  skipMaintenanceOccurrence(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { occurrenceAt, reason }: SkipMaintenanceOccurrenceDto,
  ): Promise<MaintenanceScheduleDto> {
    return this.schedules.skip(id, version, new Date(occurrenceAt), reason);
  }

  @Post(':id/generate')
  @Permission('maintenance_schedules:generate')
  @ApiAction(GenerationReportDto, {
    summary: 'Make what is due now',
    description:
      'Does what the next run of the generation would do for this schedule. Calling it again makes nothing twice.',
    problems: [scheduleInactive, schedulePaused],
  })
  generateFromMaintenanceSchedule(@IdParam() id: string): Promise<GenerationReportDto> {
    return this.schedules.generate(id);
  }

  @Get(':id/occurrences')
  @Permission('maintenance_schedules:read')
  @ApiList(MaintenanceOccurrenceDto, {
    summary: 'List what became of the dates of a schedule',
    description: 'Each date with its work order, or with the reason why none was made.',
  })
  listMaintenanceOccurrences(
    @IdParam() id: string,
    @Query() query: MaintenanceOccurrenceQuery,
  ): Promise<Page<MaintenanceOccurrenceDto>> {
    return this.schedules.occurrences(id, listRequest(query));
  }
}
