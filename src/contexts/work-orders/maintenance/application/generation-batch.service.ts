import { Injectable, Logger } from '@nestjs/common';
import { UnitOfWork, type Statement } from '#libs/database';
import { Clock } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { restingPlan, type SchedulePlan } from '../domain/generation.js';
import { BatchRefused } from './batch-refused.js';
import { GeneratedWorkOrders } from './generated-work-orders.js';
import { withPlanned, type GenerationReport } from './generation-report.js';
import { MachineDatesService } from './machine-dates.service.js';
import { dueSchedules, type DueSchedule } from './maintenance-generation.queries.js';
import { moveSchedules } from './maintenance-generation.writes.js';
import { planDueSchedule } from './plan-due-schedule.js';
import { idsOf, messagesOf, planBatch, type PlannedSchedule } from './planned-batch.js';

export interface BatchOptions {
  /** As if it were this time; default is now, by the database's clock. */
  readonly at?: Date | undefined;
  /** Last in the transaction of each batch, which it can undo by throwing. */
  readonly onBatch?: (report: GenerationReport, planned: number) => Promise<void>;
}

/** Due schedules to look at: at most so many, of these or of all. */
interface Wanted {
  readonly ids: readonly string[] | null;
  readonly limit: number;
}

interface BatchOutcome {
  /** How many schedules were planned. */
  readonly looked: number;
  /** False when all that is due, and not locked, was planned. */
  readonly isMore: boolean;
  readonly report: GenerationReport;
}

/** A lock that others hold for longer is nobody's fault here: the run ends and is repeated. Shorter than any time-out, so that it is not taken for one. */
const bearLocks = { text: `select set_config('lock_timeout', '5s', true)`, values: [], writes: false };

/** Plans and writes due schedules together, in one transaction; those that spoil it for the others rest alone. */
@Injectable()
export class GenerationBatchService {
  private readonly logger = new Logger('Maintenance');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly machines: MachineDatesService,
  ) {}

  /** @param report what was made before, to be added to */
  async run(wanted: Wanted, options: BatchOptions, report: GenerationReport): Promise<BatchOutcome> {
    try {
      return await this.attempt(wanted, options, report, (schedule) => this.plan(schedule));
    } catch (error) {
      if (!(error instanceof BatchRefused)) throw error;
      return this.isolate(error, options, report);
    }
  }

  /** In halves, until those at fault are alone: so one among hundreds costs some more transactions, and only its own work. */
  private async isolate(refused: BatchRefused, options: BatchOptions, report: GenerationReport): Promise<BatchOutcome> {
    const { scheduleIds: ids, reason } = refused;
    if (ids.length === 1)
      return this.attempt({ ids, limit: 1 }, options, report, (schedule) => this.rest(schedule, reason, refused));
    const middle = ids.length >> 1;
    let outcome = { looked: 0, report };
    for (const half of [ids.slice(0, middle), ids.slice(middle)])
      outcome = await this.run({ ids: half, limit: half.length }, options, outcome.report);
    return { ...outcome, looked: ids.length, isMore: true };
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
      if (schedules.length === 0) return { looked: 0, isMore: false, report };
      const planned = await planBatch(schedules, planOf);
      for (const message of messagesOf(planned)) {
        underWay = idsOf(message);
        await this.write(message);
      }
      underWay = idsOf(planned);
      await this.machines.schedulesChanged([...new Set(planned.map(({ schedule }) => schedule.equipment_id))]);
      const added = withPlanned(report, planned);
      await onBatch?.(added, planned.length);
      const isMore = planned.length < schedules.length || schedules.length === wanted.limit;
      return { looked: planned.length, isMore, report: added };
    };
    return this.unitOfWork.transactional(work).catch((error: unknown) => {
      throw BatchRefused.byTime(error, underWay) ?? error;
    });
  }

  private async lockDue({ ids, limit }: Wanted, at: Date | undefined): Promise<DueSchedule[]> {
    const due = dueSchedules.bind(currentTenant().schema, { at: at?.toISOString() ?? null, ids, limit });
    const [, found] = await this.unitOfWork.execute(bearLocks, due);
    return found!.rows as unknown as DueSchedule[];
  }

  private async write(planned: readonly PlannedSchedule[]): Promise<void> {
    const at = this.clock.now();
    const made = new GeneratedWorkOrders(at);
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

  /** One that cannot be planned must not keep the tenant's others from their work. */
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
