import { Injectable } from '@nestjs/common';
import { isoUtc, TenantDb } from '#libs/database';
import { Clock } from '#libs/kernel';
import { GenerationBatch, type BatchOptions } from './generation-batch.service.js';
import { nothingMade, type GenerationReport } from './generation-report.js';
import { dueCount, nextWake, wakeResting } from './maintenance-generation.queries.js';

/** Schedules that are planned and written together. */
const BATCH = 500;

export interface GenerationOptions extends BatchOptions {
  readonly scheduleId?: string | undefined;
  /** What an earlier run had made, to be added to. */
  readonly earlier?: GenerationReport | null;
}

/**
 * Turns due dates of maintenance schedules into work orders: set-wise, with ledger, history, audit and events, each batch in
 * one transaction. Any number may run at once: a schedule is locked while it is planned, and the ledger's key forbids a second
 * work order for a date.
 */
@Injectable()
export class MaintenanceGeneration {
  constructor(
    private readonly batch: GenerationBatch,
    private readonly db: TenantDb,
    private readonly clock: Clock,
  ) {}

  /** Makes all that is due for the bound tenant. */
  async generate(options: GenerationOptions = {}): Promise<GenerationReport> {
    const { scheduleId, earlier } = options;
    const wanted = { ids: scheduleId === undefined ? null : [scheduleId], limit: BATCH };
    let outcome = { looked: 0, report: { ...nothingMade, ...earlier } };
    do outcome = await this.batch.run(wanted, options, outcome.report);
    while (outcome.looked === BATCH || (outcome.looked > 0 && (await this.isMoreDue(outcome.report, options))));
    return outcome.report;
  }

  /** The same because somebody asks for it: what rests is tried again at once. */
  async generateNow(options: GenerationOptions = {}): Promise<GenerationReport> {
    const { at, scheduleId } = options;
    await this.db.run(wakeResting, { at: at?.toISOString() ?? null, scheduleId: scheduleId ?? null });
    return this.generate(options);
  }

  /** How many schedules of the bound tenant are looked at when somebody asks now. */
  async countDue(): Promise<number> {
    return Number((await this.db.one(dueCount, {}))?.count ?? 0);
  }

  /** When the bound tenant has to be looked at again; null when nothing is planned. */
  async nextWakeAt(): Promise<Date | null> {
    const row = await this.db.one(nextWake, {});
    return row?.at ? new Date(isoUtc(row.at)) : null;
  }

  /** What a cap has cut off is due still. */
  private async isMoreDue(
    { capped }: GenerationReport,
    { at = this.clock.now() }: GenerationOptions,
  ): Promise<boolean> {
    if (capped.length === 0) return false;
    const next = await this.nextWakeAt();
    return next !== null && next <= at;
  }
}
