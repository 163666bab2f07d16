import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { AppConfig } from '#libs/config';
import { Databases, PlatformDb, PlatformUnitOfWork, refusalOf, sendBatch, type PreparedQuery } from '#libs/database';
import { asLogin, asOwner, inTransaction, provisionSchema, tenantRoles } from '#libs/migrations';
import { Clock, uuidv7 } from '#libs/kernel';
import { spareFor } from '../../spares/application/spare-schema.js';
import { newSpareName } from '../../spares/application/spare-name.js';
import { trialEntitlements, type PlanEntitlements } from '../../usage/domain/plan-limits.js';
import {
  assertSchemaName,
  assertSlug,
  domainOfTenant,
  furtherSchemaOf,
  normalizeName,
  normalizeTimezone,
  schemaOf,
} from '../domain/tenant-name.js';
import { registryRow, type NewTenant } from './new-tenant.js';
import { explainProvisioning } from './provisioning-errors.js';
import type { RegisteredTenant } from './registered-tenant.js';
import { assertNotHeld, takeSlug } from './take-slug.js';
import { insertTenant } from './tenant-provisioning.writes.js';
import { tenantRows } from './tenant-rows.js';
import { TenantRegistryService } from './tenant-registry.service.js';
import { tenantWithSchema } from './tenant.queries.js';
import { defaultPurchasing } from '../domain/tenant-settings.js';

/** Finds the plan that is marked for trials, if there is one. */
export type TrialPlanQuery = PreparedQuery<object, PlanEntitlements>;

/** Creates a tenant in one transaction: wherever it fails nothing is left, and the same slug can be used again. */
@Injectable()
export class TenantProvisioningService {
  private trialPlan: TrialPlanQuery | undefined;

  constructor(
    private readonly databases: Databases,
    private readonly db: PlatformDb,
    private readonly registry: TenantRegistryService,
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly unitOfWork: PlatformUnitOfWork,
  ) {}

  /** Plans are another context's, which says at start how to find the one for trials. */
  setTrialPlan(query: TrialPlanQuery): void {
    this.trialPlan = query;
  }

  /** @throws 422 for names that cannot be, 409 for a slug, schema or domain that is taken */
  async provision(wanted: NewTenant): Promise<RegisteredTenant> {
    const planned = await this.plan(wanted);
    const domain = this.domainFor(wanted);
    const plan = await this.planOfTrials();
    const tenant = await this.databases
      .asMigrator((client) => inTransaction(client, () => this.build(client, planned, { ...wanted, domain }, plan)))
      .catch(async (error: unknown) => {
        throw await explainProvisioning(error, this.db, { ...planned, domain });
      });
    await this.registry.forget(tenant.id);
    return tenant;
  }

  /** Where none is marked, all features and limits that suffice for a trial. */
  private async planOfTrials(): Promise<PlanEntitlements> {
    return (this.trialPlan && (await this.db.one(this.trialPlan, {}))) ?? trialEntitlements;
  }

  /** Its address: `<slug>.<base domain>`, or the domain that is wanted, as it will be stored. @throws 422 for one that cannot be */
  domainFor({ slug, domain }: Pick<NewTenant, 'slug' | 'domain'>): string {
    return domainOfTenant(slug, domain, this.config);
  }

  private async plan(wanted: NewTenant): Promise<RegisteredTenant> {
    const { slug } = wanted;
    const id = uuidv7();
    assertSlug(slug);
    const name = normalizeName(wanted.name);
    const schema = wanted.takesSpare ? newSpareName() : (wanted.schemaName ?? (await this.freeSchema(slug, id)));
    assertSchemaName(schema);
    const timezone = normalizeTimezone(wanted.timezone ?? 'UTC');
    const role = this.roleOf(schema);
    const policy = {
      locale: 'en',
      unverifiedUsers: 'everything',
      impersonationAllowed: true,
      twoFactor: { twoFactorRequiredFor: [], twoFactorGraceUntil: null },
      purchasing: defaultPurchasing,
    } as const;
    return { id, slug, schema, role, timezone, name, status: 'trialing', isActive: true, schemaVersion: 0, ...policy };
  }

  /** A tenant that had the slug before has kept its schema. */
  private async freeSchema(slug: string, id: string): Promise<string> {
    const usual = schemaOf(slug);
    const holder = await this.db.one(tenantWithSchema, { schema: usual });
    return holder && holder.slug !== slug ? furtherSchemaOf(slug, id) : usual;
  }

  private async build(
    client: pg.Client,
    planned: RegisteredTenant,
    wanted: NewTenant & { readonly domain: string },
    plan: PlanEntitlements,
  ): Promise<RegisteredTenant> {
    const now = this.clock.now();
    await client.query(asOwner(this.databases.isolation));
    const tenant = await this.register(client, planned, wanted, { plan, now });
    const made = tenant.schemaVersion === 0 ? await this.makeSchema(client, tenant) : tenant;
    const written = tenantRows(made, wanted, { plan, now, hasNewSchema: made !== tenant });
    const all = [...written, ...this.unitOfWork.marksOf(written, [{ table: 'tenants', id: made.id }])];
    // in one message, so that nothing waits for the answer to the one before
    await sendBatch(client, [], all).catch((error: unknown) => {
      throw refusalOf(error, all) ?? error;
    });
    return made;
  }

  /** Comes first, so that another request for the same slug waits for this row instead of building a schema in vain. */
  private async register(
    client: pg.Client,
    planned: RegisteredTenant,
    wanted: NewTenant,
    { plan, now }: { readonly plan: PlanEntitlements; readonly now: Date },
  ): Promise<RegisteredTenant> {
    const spare = wanted.takesSpare ? await spareFor(client, this.databases.isolation) : undefined;
    const tenant = spare ? { ...planned, ...spare, role: this.roleOf(spare.schema) } : planned;
    const { id: tenantId, slug } = tenant;
    const row = insertTenant(registryRow(tenant, wanted, plan, now));
    const [, holder] = await sendBatch(client, [], [row, ...takeSlug({ slug, tenantId, now })]);
    assertNotHeld(slug, holder!);
    return tenant;
  }

  private async makeSchema(client: pg.Client, tenant: RegisteredTenant): Promise<RegisteredTenant> {
    const { isolation } = this.databases;
    const { schema } = tenant;
    await client.query(asLogin);
    const roles = isolation === 'role' ? tenantRoles(schema) : null;
    const { schemaVersion } = await provisionSchema(client, { schema, roles });
    await client.query(asOwner(isolation));
    return { ...tenant, schemaVersion };
  }

  private roleOf(schema: string): string | null {
    return this.databases.isolation === 'role' ? tenantRoles(schema).rw : null;
  }
}
