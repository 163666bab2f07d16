import { Injectable } from '@nestjs/common';
import { isoUtc, TenantDb } from '#libs/database';
import { TenantWakeups } from '#libs/jobs';
import { Clock } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { GenerationBatchService, type BatchOptions } from './generation-batch.service.js';
import { nothingMade, type GenerationReport } from './generation-report.js';
import { dueCount, nextWake } from './maintenance-generation.queries.js';
import { wakeResting } from './maintenance-generation.writes.js';

/** The kind of wake-up for due maintenance. */
export const MAINTENANCE = 'maintenance';

/** Schedules in one read. */
const MAX_AT_ONCE = 500;

export interface GenerationOptions extends BatchOptions {
  readonly scheduleId?: string | undefined;
  /** The report of an earlier run, which this one adds to. */
  readonly earlier?: GenerationReport | null;
  /** Stops after so many batches; default: when nothing is due. */
  readonly mostBatches?: number;
}

/**
 * Makes work orders for due dates of maintenance schedules, in batches, each with ledger, history, audit and events in one transaction.
 * Any number may run at once: a schedule is locked while it is planned, and the ledger's key forbids a second work order for a date.
 */
@Injectable()
export class MaintenanceGenerationService {
  constructor(
    private readonly batch: GenerationBatchService,
    private readonly db: TenantDb,
    private readonly clock: Clock,
    private readonly wakeups: TenantWakeups,
  ) {}

  /** Makes all that is due for the current tenant. Reads fewer schedules at once where each has many dates, so that none are read in vain. */
  async generate(options: GenerationOptions = {}): Promise<GenerationReport> {
    const { scheduleId, earlier, mostBatches = Infinity } = options;
    const ids = scheduleId === undefined ? null : [scheduleId];
    let limit = MAX_AT_ONCE;
    let report = { ...nothingMade, ...earlier };
    for (let batch = 0; batch < mostBatches; batch += 1) {
      const outcome = await this.batch.run({ ids, limit }, options, report);
      report = outcome.report;
      if (outcome.scheduleCount === 0 || !(outcome.isMore || (await this.isMoreDue(report, options)))) break;
      limit = Math.min(MAX_AT_ONCE, outcome.scheduleCount * 2);
    }
    return report;
  }

  /** The same on request: resting schedules are tried again at once. */
  async generateNow(options: GenerationOptions = {}): Promise<GenerationReport> {
    const { at, scheduleId } = options;
    await this.db.run(wakeResting, { at: at?.toISOString() ?? null, scheduleId: scheduleId ?? null });
    const report = await this.generate(options);
    await this.wakeNext();
    return report;
  }

  /** How many schedules of the current tenant a request would plan now. */
  async countDue(): Promise<number> {
    return Number((await this.db.one(dueCount, {}))?.count ?? 0);
  }

  /** When the current tenant has maintenance due next; null for never. */
  async nextWakeAt(): Promise<Date | null> {
    const row = await this.db.one(nextWake, {});
    return row?.at ? new Date(isoUtc(row.at)) : null;
  }

  /** Also after a run on request, so that the job runs for what is due next. */
  private async wakeNext(): Promise<void> {
    const next = await this.nextWakeAt();
    if (next) await this.wakeups.wakeBy(currentTenant().id, MAINTENANCE, next);
  }

  /** What a limit has left out is still due. */
  private async isMoreDue(
    { capped }: GenerationReport,
    { at = this.clock.now() }: GenerationOptions,
  ): Promise<boolean> {
    if (capped.length === 0) return false;
    const next = await this.nextWakeAt();
    return next !== null && next <= at;
  }
}
