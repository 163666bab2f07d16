import { Injectable } from '@nestjs/common';
import type { TenantRef } from '#libs/request-context';
import { EntitlementService } from './usage/application/entitlement.service.js';
import type { RegisteredTenant } from './tenants/application/registered-tenant.js';
import { TenantRegistryService, type Named } from './tenants/application/tenant-registry.service.js';
import { TenantLifecycleService } from './tenants/application/tenant-lifecycle.service.js';
import type { TenantOverview } from './tenants/application/tenant-overview.js';
import { TenantSignUpService } from './tenants/application/tenant-sign-up.service.js';
import type { NewTenant } from './tenants/application/new-tenant.js';
import { TenantProvisioningService, type TrialPlanQuery } from './tenants/application/tenant-provisioning.service.js';
import { assertOpen, isOpen } from './tenants/domain/tenant-access.js';
import { OnboardingStepsService, type StepQuery } from './settings/application/onboarding-steps.service.js';
import type { OnboardingStep } from './settings/domain/onboarding.js';
import type { PlanFeature } from './usage/domain/plan-features.js';
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
    private readonly signUps: TenantSignUpService,
  ) {}

  tenantById(id: string): Promise<RegisteredTenant | undefined> {
    return this.registry.byId(id);
  }

  tenantBySlug(slug: string): Promise<RegisteredTenant | undefined> {
    return this.registry.bySlug(slug);
  }

  /** What the tenant of a slug is called now: for a while after a change of it the former one still counts. */
  currentSlug(slug: string): Promise<string> {
    return this.registry.currentSlug(slug);
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

  /** Whether its users may sign in and its jobs run. */
  isOpen(tenant: RegisteredTenant): boolean {
    return isOpen(tenant);
  }

  /** @throws 403 `tenant.closed` for a suspended or canceled tenant, 503 `tenant.being_migrated` for a schema too old for this release */
  assertOpen(tenant: RegisteredTenant): void {
    assertOpen(tenant);
  }

  /** One transaction. @throws 409 `tenant.slug_taken`, `tenant.schema_taken`, `tenant.domain_taken`, 422 `tenant.invalid_name` */
  provision(tenant: NewTenant): Promise<RegisteredTenant> {
    return this.provisioning.provision(tenant);
  }

  /** The slug for a sign-up, made of the name where none is asked for. @throws 422 `tenant.invalid_name` */
  slugForSignUp(wanted: Partial<Pick<NewTenant, 'slug'>> & Pick<NewTenant, 'name'>): string {
    return this.signUps.slugFor(wanted);
  }

  /** @throws 409 `tenant.address_taken` */
  assertFree(slug: string): Promise<void> {
    return this.signUps.assertFree(slug);
  }

  /** As {@link provision}, for a stranger. @throws 409 `tenant.address_taken`, 422 `tenant.invalid_name` */
  provisionSignUp(tenant: NewTenant): Promise<RegisteredTenant> {
    return this.signUps.provision(tenant);
  }

  /** The address that a new tenant will have. @throws 422 `tenant.invalid_name` for a domain that it cannot have */
  domainFor(wanted: Pick<NewTenant, 'slug' | 'domain'>): string {
    return this.provisioning.domainFor(wanted);
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
    return this.lifecycle.suspend({ slug }, reason);
  }

  /** @throws 409 `tenant.invalid_transition` */
  resume(slug: string, reason: string): Promise<TenantOverview> {
    return this.lifecycle.resume({ slug }, reason);
  }

  /** The old address leads to the new one for 30 days. @throws 422 `tenant.invalid_name`, 409 `tenant.slug_taken` */
  rename(slug: string, newSlug: string, reason: string): Promise<TenantOverview> {
    return this.lifecycle.rename({ slug }, newSlug, reason);
  }

  /** @throws 409 `tenant.not_on_trial` */
  changeTrialEnd(slug: string, endsAt: Date, reason: string): Promise<TenantOverview> {
    return this.lifecycle.changeTrialEnd({ slug }, endsAt, reason);
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
  assertFeature(name: PlanFeature): Promise<void> {
    return this.entitlements.assertFeature(name);
  }

  /** Called at start by the context that owns the rows of a first step: `query` says whether it is `done`. */
  addOnboardingStep(step: OnboardingStep, query: StepQuery): void {
    this.onboarding.add(step, query);
  }

  /** Called at start by the context that owns the plans: `query` finds the one that is marked for trials. */
  setTrialPlan(query: TrialPlanQuery): void {
    this.provisioning.setTrialPlan(query);
  }

  /** Gives the tenant the limits and features of a plan; counts in use stay. */
  setEntitlements(tenant: TenantRef, plan: PlanEntitlements): Promise<void> {
    return this.entitlements.set(tenant, plan);
  }
}
