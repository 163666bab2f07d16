import { defineEntity, p } from '@mikro-orm/core';
import { versioned } from '#libs/columns';
import { notOnTrial, wrongState } from './tenant.errors.js';
import { assertSlug, normalizeName } from './tenant-name.js';
import type { StoredSettings } from './tenant-settings.js';
import { isSuspendable, statusAfterSuspension, type TenantStatus } from './tenant-status.js';

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
    suspendedFrom: p.string().$type<TenantStatus>().nullable(),
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
    this.suspendedFrom = this.status;
    this.setStatus('suspended', reason, at);
  }

  /** The opposite of {@link suspend}. A trial that has ended meanwhile is over. */
  resume(at: Date): void {
    if (this.status !== 'suspended') throw wrongState(this.slug, this.status, 'resumed');
    const status = statusAfterSuspension(this.suspendedFrom ?? 'trialing', this.trialEndsAt ?? null, at);
    this.isActive = true;
    this.suspendedFrom = null;
    this.setStatus(status, null, at);
  }

  /** The schema keeps its name. @throws DomainError 422 `tenant.invalid_name` */
  rename(slug: string): void {
    assertSlug(slug);
    this.slug = slug;
  }

  /** Any time, so that a change can be taken back. @throws DomainError 409 `tenant.not_on_trial` */
  changeTrialEnd(endsAt: Date): void {
    const status = this.status === 'suspended' ? this.suspendedFrom : this.status;
    if (status !== 'trialing') throw notOnTrial(this.slug, this.status);
    this.trialEndsAt = endsAt;
  }

  /** @throws DomainError 422 `tenant.invalid_name` */
  change({ name, companySize, industry, settings, onboardingCompleted }: TenantChange): void {
    if (name !== undefined) this.name = normalizeName(name);
    if (companySize !== undefined) this.companySize = companySize;
    if (industry !== undefined) this.industry = industry;
    if (settings !== undefined) this.settings = settings;
    if (onboardingCompleted !== undefined) this.onboardingCompleted = onboardingCompleted;
  }

  /** Ends a trial, and whatever an unpaid plan has brought about. @throws DomainError 409 `tenant.invalid_transition` */
  subscribe(planSlug: string, at: Date): void {
    if (!isSuspendable(this.status)) throw wrongState(this.slug, this.status, 'given a plan');
    this.planSlug = planSlug;
    if (this.status !== 'active') this.setStatus('active', null, at);
  }

  /**
   * As a provider of payments says it, whatever the state. A tenant that is suspended comes back to it; one that was canceled does not.
   * @param planSlug null where nothing is subscribed to any more, and the limits stay as they were
   */
  followPayments(planSlug: string | null, isPaid: boolean, at: Date): void {
    if (this.status === 'canceled') return;
    if (planSlug !== null) this.planSlug = planSlug;
    const status = isPaid ? 'active' : 'past_due';
    if (this.status === 'suspended') this.suspendedFrom = status;
    else if (this.status !== status && !(status === 'past_due' && this.status === 'read_only'))
      this.setStatus(status, null, at);
  }

  private setStatus(status: TenantStatus, reason: string | null, at: Date): void {
    this.status = status;
    this.statusReason = reason;
    this.statusChangedAt = at;
  }
}
TenantSchema.setClass(Tenant);
export { TenantSchema };
