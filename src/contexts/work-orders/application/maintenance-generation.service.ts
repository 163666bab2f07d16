import { Injectable, Logger } from '@nestjs/common';
import { auditStatement } from '#libs/audit';
import { isoUtc, TenantDb, UnitOfWork } from '#libs/database';
import { Outbox } from '#libs/events';
import type { DomainEvent } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { planSchedule, restingPlan, type SchedulePlan } from '../domain/generation.js';
import { LAST_LOCAL } from '../domain/civil-time.js';
import type { PlannedSchedule } from '../domain/planned-schedule.js';
import { GeneratedWorkOrders } from './generated-work-orders.js';
import { dueCount, dueSchedules, moveSchedules, nextWake, type DueSchedule } from './maintenance-generation.queries.js';

/** Schedules that are planned and written together, in one transaction. */
const BATCH = 500;

export interface GenerationReport {
  generated: number;
  skipped: number;
  missed: number;
  /** Where a cap cut something, what it was. */
  capped: { scheduleId: string; note: string }[];
}

export interface GenerationOptions {
  /** As if it were this time; default is now, by the database's clock. */
  readonly at?: Date | undefined;
  readonly scheduleId?: string | undefined;
  /** What an earlier run had made, to be added to. */
  readonly earlier?: GenerationReport | null;
  /** Last in the transaction of each batch, which it can undo by throwing. */
  readonly onBatch?: (report: GenerationReport, planned: number) => Promise<void>;
}

/**
 * Turns due dates of maintenance schedules into work orders: set-wise, with ledger, history, audit and events, each batch in
 * one transaction. Any number may run at once: a schedule is locked while it is planned, and the ledger's key forbids a second
 * work order for a date.
 */
@Injectable()
export class MaintenanceGeneration {
  private readonly logger = new Logger('Maintenance');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly db: TenantDb,
    private readonly outbox: Outbox,
  ) {}

  /** Makes all that is due for the bound tenant. */
  async generate(options: GenerationOptions = {}): Promise<GenerationReport> {
    const report = options.earlier ?? { generated: 0, skipped: 0, missed: 0, capped: [] };
    let planned: number;
    do planned = await this.generateBatch(options, report);
    while (planned === BATCH || (planned > 0 && report.capped.length > 0 && (await this.isMoreDue(options))));
    return report;
  }

  /** How many schedules of the bound tenant are due now. */
  async countDue(): Promise<number> {
    return Number((await this.db.one(dueCount, {}))?.count ?? 0);
  }

  /** When the bound tenant has to be looked at again; null when nothing is planned. */
  async nextWakeAt(): Promise<Date | null> {
    const row = await this.db.one(nextWake, {});
    return row?.at ? new Date(isoUtc(row.at)) : null;
  }

  private async isMoreDue({ at = new Date() }: GenerationOptions): Promise<boolean> {
    const next = await this.nextWakeAt();
    return next !== null && next <= at;
  }

  private async generateBatch(options: GenerationOptions, report: GenerationReport): Promise<number> {
    const { at, scheduleId, onBatch } = options;
    const parameters = { at: at?.toISOString() ?? null, scheduleId: scheduleId ?? null, limit: BATCH };
    const { schema } = currentTenant();
    let events: DomainEvent[] = [];
    const planned = await this.unitOfWork.transactional(async () => {
      const [due] = await this.unitOfWork.execute(dueSchedules.bind(schema, parameters));
      const schedules = due!.rows as unknown as DueSchedule[];
      if (schedules.length === 0) return 0;
      events = await this.write(schedules, report);
      await onBatch?.(report, schedules.length);
      return schedules.length;
    });
    this.outbox.committed(events);
    return planned;
  }

  private async write(schedules: readonly DueSchedule[], report: GenerationReport): Promise<DomainEvent[]> {
    const { schema } = currentTenant();
    const at = new Date();
    const plans = schedules.map((schedule) => this.plan(schedule));
    const made = new GeneratedWorkOrders(schema, at);
    schedules.forEach((schedule, index) => made.add(schedule, plans[index]!.rows));
    tally(report, schedules, plans);
    await this.outbox.announce(made.events);
    const dates = {
      ids: schedules.map(({ id }) => id),
      next: plans.map(({ nextOccurrenceAt }) => nextOccurrenceAt),
      wake: plans.map(({ wakeAt }) => wakeAt),
      last: plans.map(({ lastGeneratedAt }) => lastGeneratedAt),
      at,
    };
    const beside = made.count === 0 ? [] : [auditStatement(schema, made.audits), this.outbox.statement(made.events)];
    await this.unitOfWork.execute(...made.statements(), ...beside, moveSchedules.bind(schema, dates));
    return made.events;
  }

  /** One that cannot be planned must not keep the tenant's others from their work. */
  private plan(schedule: DueSchedule): SchedulePlan {
    try {
      return planSchedule(plannedSchedule(schedule), circumstances(schedule));
    } catch (error) {
      this.logger.error(`Schedule ${schedule.id} of ${currentTenant().slug} cannot be planned: ${String(error)}`);
      return restingPlan(schedule.now);
    }
  }
}

function plannedSchedule(row: DueSchedule): PlannedSchedule {
  const next = milliseconds(row.next_run_date);
  return {
    frequencyType: row.frequency_type,
    frequencyValue: row.frequency_value,
    firstOccurrenceAt: row.first_occurrence_local.replace(' ', 'T'),
    timezone: row.timezone,
    recurrenceBasis: row.recurrence_basis,
    leadDays: row.lead_days,
    catchUp: row.catch_up,
    overlap: row.overlap,
    isActive: true,
    nextOccurrenceAt: next === LAST_LOCAL ? null : next,
    openWorkOrder: row.open_work_order_id,
    lastCompletedAt: row.last_completed_at === null ? null : milliseconds(row.last_completed_at),
  };
}

function circumstances(row: DueSchedule) {
  const obstacle = row.takes_work
    ? null
    : `machine ${row.equipment_number} is decommissioned or its facility is inactive`;
  return { now: row.now, obstacle, inLedger: new Set(row.in_ledger) };
}

function milliseconds(text: string): number {
  return Date.parse(isoUtc(text));
}

function tally(report: GenerationReport, schedules: readonly DueSchedule[], plans: readonly SchedulePlan[]): void {
  plans.forEach(({ rows, capped }, index) => {
    for (const { status } of rows) report[status] += 1;
    if (capped !== null) report.capped.push({ scheduleId: schedules[index]!.id, note: capped });
  });
}
