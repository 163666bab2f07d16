import { Injectable } from '@nestjs/common';
import { isoUtc, PlatformDb, PlatformEntityManager, PlatformUnitOfWork } from '#libs/database';
import { Clock } from '#libs/kernel';
import { unknownTenant } from '../domain/tenant.errors.js';
import { Tenant } from '../domain/tenant.entity.js';
import type { TenantStatus } from '../domain/tenant-status.js';
import { TenantRegistryService } from './tenant-registry.service.js';
import { tenantOverview, tenantOverviews } from './tenant.queries.js';

export interface TenantOverview {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly status: TenantStatus;
  readonly isActive: boolean;
  readonly domain: string | null;
  readonly schemaName: string;
  readonly schemaVersion: number;
  readonly timezone: string;
  readonly trialEndsAt: string | null;
  readonly createdAt: string;
}

/** The operators' commands on a whole tenant. */
@Injectable()
export class TenantLifecycleService {
  constructor(
    private readonly db: PlatformDb,
    private readonly em: PlatformEntityManager,
    private readonly unitOfWork: PlatformUnitOfWork,
    private readonly registry: TenantRegistryService,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<TenantOverview[]> {
    return (await this.db.run(tenantOverviews, {})).map(view);
  }

  async show(slug: string): Promise<TenantOverview> {
    const row = await this.db.one(tenantOverview, { slug });
    if (!row) throw unknownTenant(slug);
    return view(row);
  }

  async suspend(slug: string, reason: string): Promise<TenantOverview> {
    return this.change(slug, (tenant) => tenant.suspend(reason, this.clock.now()));
  }

  async resume(slug: string): Promise<TenantOverview> {
    return this.change(slug, (tenant) => tenant.resume(this.clock.now()));
  }

  private async change(slug: string, change: (tenant: Tenant) => void): Promise<TenantOverview> {
    const tenant = await this.em.findOne(Tenant, { slug });
    if (!tenant) throw unknownTenant(slug);
    change(tenant);
    await this.unitOfWork.commit(tenant);
    await this.registry.forget(tenant.id);
    return this.show(slug);
  }
}

function view(row: typeof tenantOverview.row): TenantOverview {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    status: row.status,
    isActive: row.is_active,
    domain: row.domain,
    schemaName: row.schema_name,
    schemaVersion: row.schema_version,
    timezone: row.timezone ?? 'UTC',
    trialEndsAt: isoUtc(row.trial_ends_at),
    createdAt: isoUtc(row.created_at),
  };
}
