import { Logger } from '@nestjs/common';
import type { Statement } from '#libs/database';
import { RunsPerTenant, type TenantJob } from '#libs/jobs';
import { Clock } from '#libs/kernel';
import type { TenantRef } from '#libs/request-context';
import { AuditSealer } from './audit-sealer.js';
import { oldestUnsealed } from './seal.queries.js';

/** The kind of the job. */
export const SEALS = 'audit_seals';
/** Between an entry and its seal. */
export const SEALED_AFTER_SECONDS = 5;
/** Entries that wait for so long are an alarm. */
export const ALARM_SECONDS = 60;
/** After so many batches other tenants come first. */
const MAX_BATCHES = 20;
/** For what was committed late: whoever wrote it asked for a run before. */
const LOOK_AGAIN_MS = 60_000;

@RunsPerTenant(SEALS)
export class SealAuditLogsJob implements TenantJob {
  private readonly logger = new Logger('Audit');

  constructor(
    private readonly sealer: AuditSealer,
    private readonly clock: Clock,
  ) {}

  /** Runs once more after a run that found something, and then not until something is written. */
  async run({ slug }: TenantRef): Promise<Date | null> {
    const waited = await this.sealer.waitingSeconds();
    if (waited === null) return null;
    if (waited > ALARM_SECONDS)
      this.logger.warn(`Entries in the audit log of ${slug} have waited ${Math.round(waited)} s for their seal`);
    for (let batch = 0; batch < MAX_BATCHES; batch += 1)
      if ((await this.sealer.sealSome()) !== null) return new Date(this.clock.now().getTime() + LOOK_AGAIN_MS);
    return this.clock.now();
  }

  nextWakeup(schema: string): Statement {
    return oldestUnsealed.bind(schema, { afterSeconds: SEALED_AFTER_SECONDS });
  }
}
