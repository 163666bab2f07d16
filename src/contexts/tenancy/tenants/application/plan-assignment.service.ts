import { LockMode } from '@mikro-orm/core';
import { Injectable, Logger } from '@nestjs/common';
import { PlatformUnitOfWork } from '#libs/database';
import { wakeTenantBy } from '#libs/jobs';
import { Clock, notFound } from '#libs/kernel';
import { runInTenant } from '#libs/request-context';
import type { OverLimit } from '../../usage/domain/over-limits.js';
import { PlanChangeService } from '../../usage/application/plan-change.service.js';
import type { PlanEntitlements } from '../../usage/domain/plan-limits.js';
import { assertReadable, isOpen } from '../domain/tenant-access.js';
import { Tenant } from '../domain/tenant.entity.js';
import type { RegisteredTenant } from './registered-tenant.js';
import { TenantRegistryService } from './tenant-registry.service.js';

/** The job that copies what a subscription grants into the tables of its tenant. */
export const ENTITLEMENTS = 'entitlements';

/** What the context of plans decides of a tenant, and writes beside its row. */
export interface PlanAssignment<T> {
  readonly plan: PlanEntitlements;
  /** In the transaction of the shared tables that changes the tenant. */
  readonly write: () => Promise<T>;
  /** What the tenant has once that is committed. */
  readonly current: () => Promise<PlanEntitlements | undefined>;
}

/** What a provider of payments says of a tenant. */
export interface PaymentState {
  /** Null where nothing is subscribed to any more. */
  readonly planSlug: string | null;
  readonly isPaid: boolean;
  /** In the transaction of the shared tables, once the tenant is locked. False where that has changed nothing. */
  readonly write: () => Promise<boolean>;
  /** What the tenant has once that is committed. */
  readonly current: () => Promise<PlanEntitlements | undefined>;
}

/** Gives a tenant a plan: first in the shared tables, right after in its own, where limits are enforced. */
@Injectable()
export class PlanAssignmentService {
  private readonly logger = new Logger('Plans');

  constructor(
    private readonly registry: TenantRegistryService,
    private readonly changes: PlanChangeService,
    private readonly platform: PlatformUnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * What comes into use between the comparison and the new limits stays, and nothing more is added.
   * @throws 409 `plan.too_small`, `tenant.not_readable`, `tenant.invalid_transition`
   */
  async assign<T>(tenantId: string, { plan, write, current }: PlanAssignment<T>): Promise<T> {
    const tenant = await this.readable(tenantId);
    await runInTenant(tenant, 'plan', () => this.changes.assertFits(plan));
    const result = await this.register(tenantId, plan.planSlug, write);
    await this.registry.forget(tenantId);
    await this.copy(tenant, current);
    return result;
  }

  /** What was paid for holds, however much is in use. A tenant that is closed gets its limits from the job, once it is resumed. */
  async follow(tenantId: string, { planSlug, isPaid, write, current }: PaymentState): Promise<void> {
    const isChanged = await this.platform.transactional(async (em) => {
      const tenant = await em.findOneOrFail(Tenant, { id: tenantId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!(await write())) return false;
      tenant.followPayments(planSlug, isPaid, this.clock.now());
      await this.platform.commitAs('follow_payments', tenant);
      await this.platform.execute(wakeTenantBy(tenantId, ENTITLEMENTS, null));
      return true;
    });
    if (!isChanged) return;
    await this.registry.forget(tenantId);
    const tenant = await this.registry.byId(tenantId);
    if (tenant && isOpen(tenant)) await this.copy(tenant, current);
  }

  /** What the tenant has in use beyond what the plan allows. @throws 409 `tenant.not_readable` */
  async over(tenantId: string, plan: PlanEntitlements): Promise<OverLimit[]> {
    const tenant = await this.readable(tenantId);
    return runInTenant(tenant, 'plan', () => this.changes.over(plan));
  }

  private async readable(id: string): Promise<RegisteredTenant> {
    const tenant = await this.registry.byId(id);
    if (!tenant) throw notFound();
    assertReadable(tenant);
    return tenant;
  }

  private register<T>(id: string, planSlug: string, write: () => Promise<T>): Promise<T> {
    return this.platform.transactional(async (em) => {
      const tenant = await em.findOneOrFail(Tenant, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      tenant.subscribe(planSlug, this.clock.now());
      await this.platform.commitAs('subscribe', tenant);
      const result = await write();
      await this.platform.execute(wakeTenantBy(id, ENTITLEMENTS, null));
      return result;
    });
  }

  /** In a transaction of its own. Where it fails, as for a tenant that was suspended meanwhile, the job does it. */
  private async copy(tenant: RegisteredTenant, current: () => Promise<PlanEntitlements | undefined>): Promise<void> {
    await runInTenant(tenant, 'plan', () => this.changes.copy(current)).catch((error: unknown) =>
      this.logger.warn(`The limits of ${tenant.slug} follow later: ${String(error)}`),
    );
  }
}
