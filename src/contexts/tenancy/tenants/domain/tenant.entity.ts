import { defineEntity, p } from '@mikro-orm/core';
import { versioned } from '#libs/columns';
import { wrongState } from './tenant.errors.js';
import { normalizeName } from './tenant-name.js';
import type { StoredSettings } from './tenant-settings.js';
import { isSuspendable, type TenantStatus } from './tenant-status.js';

/** What the tenant's own people may change of its row; absent keeps, null clears. */
export interface TenantChange {
  readonly name?: string | undefined;
  readonly companySize?: string | null | undefined;
  readonly industry?: string | null | undefined;
  readonly settings?: StoredSettings | undefined;
  readonly onboardingCompleted?: boolean | undefined;
}

const TenantSchema = defineEntity({
  name: 'Tenant',
  tableName: 'tenants',
  properties: {
    ...versioned,
    schemaName: p.string(),
    name: p.string(),
    slug: p.string(),
    companySize: p.string().nullable(),
    industry: p.string().nullable(),
    isActive: p.boolean().onCreate(() => true),
    status: p.string().$type<TenantStatus>(),
    statusChangedAt: p.datetime().onCreate(() => new Date()),
    statusReason: p.text().nullable(),
    trialEndsAt: p.datetime().nullable(),
    onboardingCompleted: p.boolean().onCreate(() => false),
    settings: p
      .json()
      .$type<StoredSettings>()
      .onCreate(() => ({})),
    schemaVersion: p.integer().onCreate(() => 0),
    ring: p.smallint().onCreate(() => 1),
    // copies of what its own schema counts
    planSlug: p.string().nullable(),
    usersCount: p.integer().onCreate(() => 0),
    equipmentCount: p.integer().onCreate(() => 0),
    storageBytes: p.bigint('number').onCreate(() => 0),
    apiCallsCount: p.bigint('number').onCreate(() => 0),
    lastActivityAt: p.datetime().nullable(),
    usageMeasuredAt: p.datetime().nullable(),
  },
});

/** A customer of the platform. Rows are created only by provisioning, together with their schema. */
export class Tenant extends TenantSchema.class {
  /** Until {@link resume} nobody may sign in and no jobs run; migrations still do. */
  suspend(reason: string, at: Date): void {
    if (!isSuspendable(this.status)) throw wrongState(this.slug, this.status, 'suspended');
    this.isActive = false;
    this.setStatus('suspended', reason, at);
  }

  /** Back to the trial where it has not ended, else to active; billing corrects the status where needed. */
  resume(at: Date): void {
    if (this.status !== 'suspended') throw wrongState(this.slug, this.status, 'resumed');
    this.isActive = true;
    const isTrial = this.trialEndsAt !== null && this.trialEndsAt !== undefined && this.trialEndsAt > at;
    this.setStatus(isTrial ? 'trialing' : 'active', null, at);
  }

  /** @throws DomainError 422 `tenant.invalid_name` */
  change({ name, companySize, industry, settings, onboardingCompleted }: TenantChange): void {
    if (name !== undefined) this.name = normalizeName(name);
    if (companySize !== undefined) this.companySize = companySize;
    if (industry !== undefined) this.industry = industry;
    if (settings !== undefined) this.settings = settings;
    if (onboardingCompleted !== undefined) this.onboardingCompleted = onboardingCompleted;
  }

  private setStatus(status: TenantStatus, reason: string | null, at: Date): void {
    this.status = status;
    this.statusReason = reason;
    this.statusChangedAt = at;
  }
}
TenantSchema.setClass(Tenant);
export { TenantSchema };
