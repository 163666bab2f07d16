import { Injectable } from '@nestjs/common';
import { isInUse, TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { checkAll, inheritedTimeZone, notFound, refuse } from '#libs/kernel';
import { OperationsService, type OperationView } from '#libs/operations';
import { currentTenant } from '#libs/request-context';
import { MaintenanceSchedule, type NewSchedule, type ScheduleDetails } from '../domain/maintenance-schedule.entity.js';
import { scheduleHasRun, scheduleInactive, schedulePaused } from '../domain/maintenance-schedule.errors.js';
import type { RecurrenceRule } from '../domain/recurrence-rule.js';
import { assertTarget, type DefaultAssignment } from '../domain/schedule-target.js';
import { generateMaintenance } from './generate-maintenance.js';
import type { GenerationReport } from './generation-report.js';
import { MaintenanceScheduleAccessService } from './maintenance-schedule-access.service.js';
import { MaintenanceGenerationService } from './maintenance-generation.service.js';
import {
  knownTarget,
  occurrenceCount,
  occurrenceList,
  scheduleById,
  scheduleList,
  scheduleTarget,
  scheduleView,
  type ScheduleView,
} from './maintenance-schedule.queries.js';
import { previewSchedule } from './preview-schedule.js';

type PreviewRequest = Pick<RecurrenceRule, 'frequencyType' | 'firstOccurrenceAt'> &
  Partial<Pick<RecurrenceRule, 'frequencyValue' | 'timezone'>> & { readonly equipmentId?: string };
type Given<T> = Omit<T, 'timezone'> & { timezone?: string };

@Injectable()
export class MaintenanceScheduleService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly access: MaintenanceScheduleAccessService,
    private readonly generation: MaintenanceGenerationService,
    private readonly operations: OperationsService,
  ) {}

  list(request: ListRequest): Promise<Page<ScheduleView>> {
    return this.db.page(scheduleList, request);
  }

  async get(id: string): Promise<ScheduleView> {
    const row = await this.db.one(scheduleById, { id });
    if (!row) throw notFound();
    return scheduleView(row);
  }

  /** Default zone: that of the machine's facility. */
  async create(given: Given<NewSchedule>): Promise<ScheduleView> {
    const target = await this.targetOf(given.equipmentId, given);
    const [, schedule] = checkAll(target.check, () =>
      MaintenanceSchedule.create({ ...given, timezone: given.timezone ?? target.timezone() }, this.access.act()),
    );
    await this.access.add(schedule);
    return this.get(schedule.id);
  }

  /** In the zone that a schedule of the machine would have; without a machine in the tenant's. */
  async preview({ equipmentId, frequencyValue = null, ...rule }: PreviewRequest, count: number) {
    const target = equipmentId === undefined ? undefined : await this.targetOf(equipmentId, {});
    const inherited = target?.timezone ?? zoneOfAccount;
    const [, occurrences] = checkAll(
      () => target?.check(),
      () => previewSchedule({ ...rule, frequencyValue, timezone: rule.timezone ?? inherited() }, count),
    );
    return occurrences;
  }

  async edit(id: string, version: number, changes: Partial<ScheduleDetails>): Promise<ScheduleView> {
    await this.access.change(id, version, async (schedule) => {
      const isAssigned = changes.defaultAssignedTo || changes.defaultAssignedTeam;
      const target = isAssigned ? await this.targetOf(schedule.equipmentId, changes) : undefined;
      const settled = await this.access.settledDates(id);
      checkAll(
        () => target?.check(),
        () => schedule.edit(changes, settled, this.access.act().at),
      );
    });
    return this.get(id);
  }

  async pause(id: string, version: number, reason: string): Promise<ScheduleView> {
    await this.access.change(id, version, (schedule) => schedule.pause(reason, this.access.act()));
    return this.get(id);
  }

  async resume(id: string, version: number): Promise<ScheduleView> {
    await this.access.change(id, version, (schedule) => schedule.resume(this.access.act().at));
    return this.get(id);
  }

  async skip(id: string, version: number, at: Date, reason: string): Promise<ScheduleView> {
    await this.access.change(id, version, async (schedule) => {
      const settled = await this.access.settledDates(id);
      await this.unitOfWork.commit(schedule.skip(at, reason, settled, this.access.act()));
    });
    return this.get(id);
  }

  /** @throws DomainError 409 `maintenance_schedule.has_run` */
  async remove(id: string, version: number): Promise<void> {
    try {
      await this.access.remove(id, version);
    } catch (error) {
      throw isInUse(error) ? scheduleHasRun(await this.occurrencesOf(id)) : error;
    }
  }

  /** Generates this schedule's due work orders at once. @throws DomainError 409 when it can make none */
  async generate(id: string): Promise<GenerationReport> {
    const schedule = await this.get(id);
    if (!schedule.isActive) throw refuse(scheduleInactive);
    if (schedule.isPaused) throw refuse(schedulePaused);
    return this.generation.generateNow({ scheduleId: id });
  }

  /** For all schedules of the tenant, in the background. */
  generateAll(): Promise<OperationView> {
    return this.operations.start(generateMaintenance, {});
  }

  occurrences(id: string, request: ListRequest) {
    const parent = scheduleById.bind(currentTenant().schema, { id });
    return this.db.page(occurrenceList, request, { fixedFilters: { scheduleId: id }, parent });
  }

  private async occurrencesOf(scheduleId: string): Promise<number> {
    return Number((await this.db.one(occurrenceCount, { scheduleId }))?.count ?? 0);
  }

  /** Reads machine, user and team, and returns the check of them, to be run together with other checks. */
  private async targetOf(equipmentId: string, assignment: DefaultAssignment) {
    const { defaultAssignedTo: assignedTo = null, defaultAssignedTeam: assignedTeam = null } = assignment;
    const found = await this.db.one(scheduleTarget, { equipmentId, assignedTo, assignedTeam });
    return {
      timezone: () => (found!.timezone === null ? zoneOfAccount() : zoneOfFacility(found!.timezone)),
      check: () => assertTarget(assignment, knownTarget(found!)),
    };
  }
}

function zoneOfAccount(): string {
  return inheritedTimeZone(currentTenant().timezone, 'the account');
}

/** The error points at the machine, because the request names no facility. */
function zoneOfFacility(stored: string): string {
  return inheritedTimeZone(stored, "the machine's facility", '/equipmentId');
}
