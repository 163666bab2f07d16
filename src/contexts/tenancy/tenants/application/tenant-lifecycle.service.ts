import { Injectable } from '@nestjs/common';
import { PlatformDb, PlatformUnitOfWork } from '#libs/database';
import { Clock, notFound } from '#libs/kernel';
import type { Tenant } from '../domain/tenant.entity.js';
import { unknownTenant } from '../domain/tenant.errors.js';
import { FormerSlugsService } from './former-slugs.service.js';
import { applyTenantAccess } from './tenant-access.writes.js';
import { TenantChangeService, type TenantAct, type WhichTenant } from './tenant-change.service.js';
import { tenantOverviewView, type TenantOverview } from './tenant-overview.js';
import { TenantRenamingService } from './tenant-renaming.service.js';
import { tenantOverview, tenantOverviewById, tenantOverviews } from './tenant.queries.js';

/** The operators' commands on a whole tenant. Each has its reverse and needs a reason. */
@Injectable()
export class TenantLifecycleService {
  constructor(
    private readonly db: PlatformDb,
    private readonly unitOfWork: PlatformUnitOfWork,
    private readonly changes: TenantChangeService,
    private readonly renaming: TenantRenamingService,
    private readonly former: FormerSlugsService,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<TenantOverview[]> {
    return (await this.db.run(tenantOverviews, {})).map(tenantOverviewView);
  }

  async show(slug: string): Promise<TenantOverview> {
    const row = await this.db.one(tenantOverview, { slug });
    if (!row) throw unknownTenant(slug, await this.former.successorOf(slug));
    return tenantOverviewView(row);
  }

  /** Closes it, in the database too. @throws 409 `tenant.invalid_transition` */
  suspend(which: WhichTenant, reason: string): Promise<TenantOverview> {
    return this.openOrClose(which, 'suspend', reason, (tenant, why) => tenant.suspend(why, this.clock.now()));
  }

  /** @throws 409 `tenant.invalid_transition` */
  resume(which: WhichTenant, reason: string): Promise<TenantOverview> {
    return this.openOrClose(which, 'resume', reason, (tenant) => tenant.resume(this.clock.now()));
  }

  /** @throws 422 `tenant.invalid_name`, 409 `tenant.slug_taken` */
  async rename(which: WhichTenant, slug: string, reason: string): Promise<TenantOverview> {
    return this.view(await this.renaming.rename(which, slug, reason));
  }

  /** @throws 409 `tenant.not_on_trial` */
  async changeTrialEnd(which: WhichTenant, endsAt: Date, reason: string): Promise<TenantOverview> {
    const change = (tenant: Tenant): void => tenant.changeTrialEnd(endsAt);
    return this.view(await this.changes.carryOut(which, { action: 'change_trial_end', reason, change }));
  }

  private async openOrClose(
    which: WhichTenant,
    action: string,
    reason: string,
    change: TenantAct['change'],
  ): Promise<TenantOverview> {
    const beside = ({ id }: Tenant) => this.unitOfWork.execute(applyTenantAccess(id));
    return this.view(await this.changes.carryOut(which, { action, reason, change, beside }));
  }

  private async view(id: string): Promise<TenantOverview> {
    const row = await this.db.one(tenantOverviewById, { id });
    if (!row) throw notFound();
    return tenantOverviewView(row);
  }
}
