import { Injectable, Logger } from '@nestjs/common';
import { auditStatement } from '#libs/audit';
import { UnitOfWork, type Statement } from '#libs/database';
import { Outbox } from '#libs/events';
import type { DomainEvent } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { restingPlan, type SchedulePlan } from '../domain/generation.js';
import { GeneratedWorkOrders } from './generated-work-orders.js';
import { withPlanned, type GenerationReport } from './generation-report.js';
import { MachineDates } from './machine-dates.service.js';
import { dueSchedules, moveSchedules, type DueSchedule } from './maintenance-generation.queries.js';
import { planDueSchedule } from './plan-due-schedule.js';
import { RowsRefused } from './rows-refused.js';

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
  /** How many schedules were looked at. */
  readonly looked: number;
  readonly report: GenerationReport;
}

interface Planned {
  readonly schedule: DueSchedule;
  readonly plan: SchedulePlan;
}

/** Plans and writes due schedules together, in one transaction; those that spoil it for the others rest alone. */
@Injectable()
export class GenerationBatch {
  private readonly logger = new Logger('Maintenance');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly machines: MachineDates,
  ) {}

  /** @param report what was made before, to be added to */
  async run(wanted: Wanted, options: BatchOptions, report: GenerationReport): Promise<BatchOutcome> {
    try {
      return await this.attempt(wanted, options, report, (schedule) => this.plan(schedule));
    } catch (error) {
      if (!(error instanceof RowsRefused)) throw error;
      return this.isolate(error, options, report);
    }
  }

  /** In halves, until those at fault are alone: so one among hundreds costs some more transactions, and only its own work. */
  private async isolate(refused: RowsRefused, options: BatchOptions, report: GenerationReport): Promise<BatchOutcome> {
    const ids = refused.scheduleIds;
    if (ids.length === 1) {
      const reason = `the database refuses its work orders (${refused.code}); the log says more`;
      return this.attempt({ ids, limit: 1 }, options, report, (schedule) => this.rest(schedule, reason, refused));
    }
    const middle = ids.length >> 1;
    let outcome = { looked: 0, report };
    for (const half of [ids.slice(0, middle), ids.slice(middle)])
      outcome = await this.run({ ids: half, limit: half.length }, options, outcome.report);
    return { ...outcome, looked: ids.length };
  }

  private async attempt(
    { ids, limit }: Wanted,
    { at, onBatch }: BatchOptions,
    report: GenerationReport,
    plan: (schedule: DueSchedule) => SchedulePlan,
  ): Promise<BatchOutcome> {
    const due = dueSchedules.bind(currentTenant().schema, { at: at?.toISOString() ?? null, ids, limit });
    let events: DomainEvent[] = [];
    const outcome = await this.unitOfWork.transactional(async () => {
      const [found] = await this.unitOfWork.execute(due);
      const schedules = found!.rows as unknown as DueSchedule[];
      if (schedules.length === 0) return { looked: 0, report };
      const planned = schedules.map((schedule) => ({ schedule, plan: plan(schedule) }));
      events = await this.write(planned);
      await this.machines.schedulesChanged([...new Set(schedules.map(({ equipment_id: id }) => id))]);
      const added = withPlanned(
        report,
        planned.map(({ schedule, plan: made }) => ({ scheduleId: schedule.id, plan: made })),
      );
      await onBatch?.(added, schedules.length);
      return { looked: schedules.length, report: added };
    });
    this.outbox.committed(events);
    return outcome;
  }

  private async write(planned: readonly Planned[]): Promise<DomainEvent[]> {
    const at = new Date();
    const made = new GeneratedWorkOrders(at);
    for (const { schedule, plan } of planned) made.add(schedule, plan.rows);
    await this.outbox.announce(made.events);
    const statements = this.statements(made, planned, at);
    try {
      await this.unitOfWork.execute(...statements);
    } catch (error) {
      const ids = planned.map(({ schedule }) => schedule.id);
      throw RowsRefused.from(error, ids, statements.length) ?? error;
    }
    return made.events;
  }

  private statements(made: GeneratedWorkOrders, planned: readonly Planned[], at: Date): Statement[] {
    const { schema } = currentTenant();
    const beside = made.count === 0 ? [] : [auditStatement(schema, made.audits), this.outbox.statement(made.events)];
    const dates = {
      ids: planned.map(({ schedule }) => schedule.id),
      next: planned.map(({ plan }) => plan.nextOccurrenceAt),
      wake: planned.map(({ plan }) => plan.wakeAt),
      last: planned.map(({ plan }) => plan.lastGeneratedAt),
      resting: planned.map(({ plan }) => plan.restingReason),
      at,
    };
    return [...made.statements(schema), ...beside, moveSchedules.bind(schema, dates)];
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
