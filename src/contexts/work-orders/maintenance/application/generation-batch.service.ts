import { Injectable, Logger } from '@nestjs/common';
import { UnitOfWork, type Statement } from '#libs/database';
import { Clock } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { restingPlan, type SchedulePlan } from '../domain/generation.js';
import { WorkOrderNumberService } from '../../orders/application/work-order-number.service.js';
import { BatchRefused } from './batch-refused.js';
import { GeneratedWorkOrders } from './generated-work-orders.js';
import { withPlanned, type GenerationReport } from './generation-report.js';
import { MachineDatesService } from './machine-dates.service.js';
import { dueSchedules, type DueSchedule } from './maintenance-generation.queries.js';
import { moveSchedules } from './maintenance-generation.writes.js';
import { planDueSchedule } from './plan-due-schedule.js';
import { generatedCount, idsOf, messagesOf, planBatch, type PlannedSchedule } from './planned-batch.js';

export interface BatchOptions {
  /** Generates as if it were this time; default: now, by the database's clock. */
  readonly at?: Date | undefined;
  /** Called at the end of each batch's transaction, which rolls back when it throws. */
  readonly onBatch?: (report: GenerationReport, planned: number) => Promise<void>;
}

/** The due schedules to plan: up to the limit, among the given ids or all. */
interface Wanted {
  readonly ids: readonly string[] | null;
  readonly limit: number;
}

interface BatchOutcome {
  /** The number of schedules planned. */
  readonly scheduleCount: number;
  /** False when every due schedule that is not locked was planned. */
  readonly isMore: boolean;
  readonly report: GenerationReport;
}

/** A lock held for longer by others ends the run, which is repeated. Shorter than every time-out, so that it is told apart from one. */
const lockTimeout = { text: `set local lock_timeout = '5s'`, values: [], writes: false };

/** Plans and writes due schedules in one transaction; a schedule that the database refuses rests, and the others are written. */
@Injectable()
export class GenerationBatchService {
  private readonly logger = new Logger('Maintenance');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly machines: MachineDatesService,
    private readonly numbers: WorkOrderNumberService,
  ) {}

  /** @param report what was made so far; the result adds to it */
  async run(wanted: Wanted, options: BatchOptions, report: GenerationReport): Promise<BatchOutcome> {
    try {
      return await this.attempt(wanted, options, report, (schedule) => this.plan(schedule));
    } catch (error) {
      if (!(error instanceof BatchRefused)) throw error;
      return this.isolate(error, options, report);
    }
  }

  /** Halves the batch until the schedules at fault are alone: one among hundreds costs a few more transactions. */
  private async isolate(refused: BatchRefused, options: BatchOptions, report: GenerationReport): Promise<BatchOutcome> {
    const { scheduleIds: ids, reason } = refused;
    if (ids.length === 1)
      return this.attempt({ ids, limit: 1 }, options, report, (schedule) => this.rest(schedule, reason, refused));
    const middle = ids.length >> 1;
    let outcome = { scheduleCount: 0, report };
    for (const half of [ids.slice(0, middle), ids.slice(middle)])
      outcome = await this.run({ ids: half, limit: half.length }, options, outcome.report);
    return { ...outcome, scheduleCount: ids.length, isMore: true };
  }

  private async attempt(
    wanted: Wanted,
    { at, onBatch }: BatchOptions,
    report: GenerationReport,
    planOf: (schedule: DueSchedule) => SchedulePlan,
  ): Promise<BatchOutcome> {
    let underWay: string[] = [];
    const work = async (): Promise<BatchOutcome> => {
      const schedules = await this.lockDue(wanted, at);
      if (schedules.length === 0) return { scheduleCount: 0, isMore: false, report };
      const planned = await planBatch(schedules, planOf);
      const numbers = (await this.numbers.draw(generatedCount(planned), this.clock.now())).values();
      for (const message of messagesOf(planned)) {
        underWay = idsOf(message);
        await this.write(message, numbers);
      }
      underWay = idsOf(planned);
      await this.machines.schedulesChanged([...new Set(planned.map(({ schedule }) => schedule.equipment_id))]);
      const added = withPlanned(report, planned);
      await onBatch?.(added, planned.length);
      const isMore = planned.length < schedules.length || schedules.length === wanted.limit;
      return { scheduleCount: planned.length, isMore, report: added };
    };
    return this.unitOfWork.transactional(work).catch((error: unknown) => {
      throw BatchRefused.byTime(error, underWay) ?? error;
    });
  }

  private async lockDue({ ids, limit }: Wanted, at: Date | undefined): Promise<DueSchedule[]> {
    const due = dueSchedules.bind(currentTenant().schema, { at: at?.toISOString() ?? null, ids, limit });
    const [, found] = await this.unitOfWork.execute(lockTimeout, due);
    return found!.rows as unknown as DueSchedule[];
  }

  private async write(planned: readonly PlannedSchedule[], numbers: Iterator<string, undefined>): Promise<void> {
    const at = this.clock.now();
    const made = new GeneratedWorkOrders(at, numbers);
    for (const { schedule, plan } of planned) made.add(schedule, plan.rows);
    const { audits, events } = made;
    const statements = this.statements(made, planned, at);
    await this.unitOfWork.writeMany({ statements, audits, events }).catch((error: unknown) => {
      throw BatchRefused.byRows(error, idsOf(planned)) ?? error;
    });
  }

  private statements(made: GeneratedWorkOrders, planned: readonly PlannedSchedule[], at: Date): Statement[] {
    const { schema } = currentTenant();
    const dates = {
      ids: idsOf(planned),
      next: planned.map(({ plan }) => plan.nextOccurrenceAt),
      wake: planned.map(({ plan }) => plan.wakeAt),
      last: planned.map(({ plan }) => plan.lastGeneratedAt),
      resting: planned.map(({ plan }) => plan.restingReason),
      at,
    };
    return [...made.statements(schema), moveSchedules.bind(schema, dates)];
  }

  /** A schedule that cannot be planned must not stop the others. */
  private plan(schedule: DueSchedule): SchedulePlan {
    try {
      return planDueSchedule(schedule);
    } catch (error) {
      const reason = error instanceof RangeError ? error.message : 'it cannot be planned; the log says more';
      return this.rest(schedule, reason, error);
    }
  }

  private rest({ id, now }: DueSchedule, reason: string, cause: unknown): SchedulePlan {
    this.logger.error(`Schedule ${id} of ${currentTenant().slug} rests: ${String(cause)}`);
    return restingPlan(now, reason);
  }
}
