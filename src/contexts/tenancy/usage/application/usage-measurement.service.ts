import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { PlatformDb, TenantDb } from '#libs/database';
import { TenantWakeups } from '#libs/jobs';
import { Clock } from '#libs/kernel';
import type { TenantRef } from '#libs/request-context';
import { RECOUNT } from './recount.service.js';
import { LimitWarningService } from './limit-warning.service.js';
import { lastActivity, limitsAndUse, usageView } from './usage.queries.js';
import { keepMeasuredUsage } from './measured-usage.writes.js';

/** The kind of the job. */
export const USAGE = 'usage';

/** Between calls of a tenant's people and the measurement, and at least between two of them. */
const AFTER_SECONDS = 60;

const DAY_MS = 86_400_000;

/** Copies what a tenant uses to the registry, where operators compare tenants, and warns of limits that are nearly reached. Tenants that nobody uses cost nothing. */
@Injectable()
export class UsageMeasurementService {
  /** Tenants for which this process has asked within the time. */
  private readonly asked = new LRUCache<string, true>({ max: 20_000, ttl: AFTER_SECONDS * 1_000 });

  constructor(
    private readonly db: TenantDb,
    private readonly platform: PlatformDb,
    private readonly wakeups: TenantWakeups,
    private readonly clock: Clock,
    private readonly warnings: LimitWarningService,
  ) {}

  /** Never fails: with the next calls it is asked for again. */
  async measureSoon(tenant: TenantRef): Promise<void> {
    if (this.asked.has(tenant.id)) return;
    this.asked.set(tenant.id, true);
    const at = new Date(this.clock.now().getTime() + AFTER_SECONDS * 1_000);
    const isPlanned = await this.wakeups.wakeInBackground(tenant, USAGE, at);
    if (!isPlanned) this.asked.delete(tenant.id);
  }

  /** In the context of the tenant. */
  async measure({ id, schema }: TenantRef): Promise<void> {
    const [limits, activity] = await this.db.batch(limitsAndUse.bind(schema, {}), lastActivity.bind(schema, {}));
    const { plan, users, equipment, storage, apiCallsMonth } = usageView(limits!.rows as never);
    const [{ at }] = activity!.rows as unknown as [{ at: string | null }];
    const measured = { users: users.used, equipment: equipment.used, storage: storage.used, calls: apiCallsMonth.used };
    await this.warnings.note(limits!.rows as never);
    await this.wakeups.wakeBy(id, RECOUNT, new Date(this.clock.now().getTime() + DAY_MS));
    await this.platform.run(keepMeasuredUsage, { id, plan, ...measured, lastActivityAt: at });
  }
}
