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
/** For what was written by whoever asked for a run before, or committed late. */
const LOOK_AGAIN_SECONDS = 10;

@RunsPerTenant(SEALS)
export class SealAuditLogsJob implements TenantJob {
  private readonly logger = new Logger('Audit');

  constructor(
    private readonly sealer: AuditSealer,
    private readonly clock: Clock,
  ) {}

  /** Runs again until nothing was sealed for a while, and then not until something is written. */
  async run({ slug }: TenantRef): Promise<Date | null> {
    const waited = await this.sealer.waitingSeconds();
    if (waited === null) return (await this.sealer.hasSealedWithin(2 * LOOK_AGAIN_SECONDS)) ? this.lookAgain() : null;
    if (waited > ALARM_SECONDS)
      this.logger.warn(`Entries in the audit log of ${slug} have waited ${Math.round(waited)} s for their seal`);
    for (let batch = 0; batch < MAX_BATCHES; batch += 1)
      if ((await this.sealer.sealSome()) !== null) return this.lookAgain();
    return this.clock.now();
  }

  nextWakeup(schema: string): Statement {
    return oldestUnsealed.bind(schema, { afterSeconds: SEALED_AFTER_SECONDS });
  }

  private lookAgain(): Date {
    return new Date(this.clock.now().getTime() + LOOK_AGAIN_SECONDS * 1_000);
  }
}
