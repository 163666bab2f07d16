import { Injectable } from '@nestjs/common';
import { assertVersion, PlatformDb, PlatformEntityManager } from '#libs/database';
import { notFound } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { Tenant, type TenantChange } from '../../tenants/domain/tenant.entity.js';
import { changedSettings, type SettingsChange } from '../domain/settings-change.js';
import { AuditedTenantService } from './audited-tenant.service.js';
import { profileView, tenantProfile, type TenantProfile } from './tenant-profile.queries.js';

/** Absent keeps; null clears what may be empty, and resets a setting to its default. */
export interface ProfileChange extends Omit<TenantChange, 'settings'> {
  readonly settings?: SettingsChange | undefined;
}

/** What the people of a tenant see and change of its row: that of the request's tenant, which they cannot choose. */
@Injectable()
export class TenantProfileService {
  constructor(
    private readonly db: PlatformDb,
    private readonly em: PlatformEntityManager,
    private readonly audited: AuditedTenantService,
  ) {}

  async get(): Promise<TenantProfile> {
    const row = await this.db.one(tenantProfile, { id: currentTenant().id });
    if (!row) throw notFound();
    return profileView(row);
  }

  async edit(version: number, { settings, ...change }: ProfileChange): Promise<TenantProfile> {
    const tenant = await this.em.findOne(Tenant, { id: currentTenant().id });
    if (!tenant) throw notFound();
    assertVersion(tenant, version);
    await this.audited.change(tenant, () =>
      tenant.change({ ...change, settings: settings && changedSettings(tenant.settings, settings) }),
    );
    return this.get();
  }
}
