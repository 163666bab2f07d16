import { Injectable } from '@nestjs/common';
import type { TenantRef } from '#libs/request-context';
import { EntitlementService } from './usage/application/entitlement.service.js';
import type { RegisteredTenant } from './tenants/application/registered-tenant.js';
import { TenantRegistryService, type Named } from './tenants/application/tenant-registry.service.js';
import { TenantLifecycleService, type TenantOverview } from './tenants/application/tenant-lifecycle.service.js';
import { TenantProvisioningService, type NewTenant } from './tenants/application/tenant-provisioning.service.js';
import { assertOpen, isOpen } from './tenants/domain/tenant-access.js';
import { OnboardingStepsService, type StepQuery } from './settings/application/onboarding-steps.service.js';
import type { OnboardingStep } from './settings/domain/onboarding.js';
import type { PlanEntitlements, PlanLimit } from './usage/domain/plan-limits.js';

/** What other contexts may ask or command. Look-ups are cached for a few seconds. */
@Injectable()
export class TenancyFacade {
  constructor(
    private readonly registry: TenantRegistryService,
    private readonly provisioning: TenantProvisioningService,
    private readonly lifecycle: TenantLifecycleService,
    private readonly entitlements: EntitlementService,
    private readonly onboarding: OnboardingStepsService,
  ) {}

  tenantById(id: string): Promise<RegisteredTenant | undefined> {
    return this.registry.byId(id);
  }

  tenantBySlug(slug: string): Promise<RegisteredTenant | undefined> {
    return this.registry.bySlug(slug);
  }

  /** By a Host header: `<slug>.<base domain>` or a verified domain. */
  tenantByHost(host: string): Promise<RegisteredTenant | undefined> {
    return this.registry.byHost(host);
  }

  /** The tenants that a Host header and slugs name; not cached, so that it takes the same time whether or not they exist. */
  tenantsNamed(host: string, slugs: readonly string[]): Promise<Named> {
    return this.registry.named(host, slugs);
  }

  /** Every tenant, suspended ones included, ordered by slug; not cached. */
  allTenants(): Promise<RegisteredTenant[]> {
    return this.registry.all();
  }

  /** Those whose users may sign in and whose jobs run; not cached. */
  async openTenants(): Promise<RegisteredTenant[]> {
    return (await this.registry.all()).filter(isOpen);
  }

  /** @throws 403 `tenant.closed` for a suspended or canceled tenant, 503 `tenant.being_migrated` for a schema too old for this release */
  assertOpen(tenant: RegisteredTenant): void {
    assertOpen(tenant);
  }

  /** One transaction. @throws 409 `tenant.slug_taken`, `tenant.schema_taken`, `tenant.domain_taken`, 422 `tenant.invalid_name` */
  provision(tenant: NewTenant): Promise<RegisteredTenant> {
    return this.provisioning.provision(tenant);
  }

  listTenants(): Promise<TenantOverview[]> {
    return this.lifecycle.list();
  }

  /** @throws 404 `tenant.not_found` */
  showTenant(slug: string): Promise<TenantOverview> {
    return this.lifecycle.show(slug);
  }

  /** @throws 409 `tenant.invalid_transition` */
  suspend(slug: string, reason: string): Promise<TenantOverview> {
    return this.lifecycle.suspend(slug, reason);
  }

  /** @throws 409 `tenant.invalid_transition` */
  resume(slug: string): Promise<TenantOverview> {
    return this.lifecycle.resume(slug);
  }

  /** Counts `amount` more of what the plan limits, in the open transaction (`unitOfWork.transactional`). @throws 402 `plan.limit_reached` */
  reserve(limit: PlanLimit, amount = 1): Promise<void> {
    return this.entitlements.reserve(limit, amount);
  }

  /** Whether one more would be allowed now, to say so early: only {@link reserve} takes the place. @throws 402 `plan.limit_reached` */
  assertRoom(limit: PlanLimit): Promise<void> {
    return this.entitlements.assertRoom(limit);
  }

  /** The opposite of {@link reserve}, in the open transaction as well. */
  release(limit: PlanLimit, amount = 1): Promise<void> {
    return this.entitlements.release(limit, amount);
  }

  /** @throws 402 `plan.feature_missing` */
  assertFeature(name: string): Promise<void> {
    return this.entitlements.assertFeature(name);
  }

  /** Called at start by the context that owns the rows of a first step: `query` says whether it is `done`. */
  addOnboardingStep(step: OnboardingStep, query: StepQuery): void {
    this.onboarding.add(step, query);
  }

  /** Gives the tenant the limits and features of a plan; counts in use stay. */
  setEntitlements(tenant: TenantRef, plan: PlanEntitlements): Promise<void> {
    return this.entitlements.set(tenant, plan);
  }
}
