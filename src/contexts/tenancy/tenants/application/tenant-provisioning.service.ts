import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { AppConfig } from '#libs/config';
import { Databases, PlatformDb, type PreparedQuery } from '#libs/database';
import { asLogin, asOwner, inTransaction, provisionSchema, tenantRoles } from '#libs/migrations';
import { Clock, uuidv7 } from '#libs/kernel';
import { spareFor } from '../../spares/application/spare-schema.js';
import { newSpareName } from '../../spares/application/spare-name.js';
import { trialEntitlements, type PlanEntitlements } from '../../usage/domain/plan-limits.js';
import {
  assertSchemaName,
  assertSlug,
  domainOfTenant,
  normalizeName,
  normalizeTimezone,
  schemaOf,
} from '../domain/tenant-name.js';
import { entitlementStatements } from '../../usage/application/entitlement-statements.js';
import { firstRowStatements } from './first-row.writes.js';
import { registryRow, type NewTenant } from './new-tenant.js';
import { explainProvisioning } from './provisioning-errors.js';
import type { RegisteredTenant } from './registered-tenant.js';
import { insertDomain, insertTenant, setSchemaVersion } from './tenant-provisioning.writes.js';
import { TenantRegistryService } from './tenant-registry.service.js';

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
  ) {}

  /** Plans are another context's, which says at start how to find the one for trials. */
  setTrialPlan(query: TrialPlanQuery): void {
    this.trialPlan = query;
  }

  /** @throws 422 for names that cannot be, 409 for a slug, schema or domain that is taken */
  async provision(wanted: NewTenant): Promise<RegisteredTenant> {
    const planned = this.plan(wanted);
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

  private plan(wanted: NewTenant): RegisteredTenant {
    const { slug, schemaName = schemaOf(slug) } = wanted;
    assertSlug(slug);
    const name = normalizeName(wanted.name);
    const schema = wanted.takesSpare ? newSpareName() : schemaName;
    assertSchemaName(schema);
    const timezone = normalizeTimezone(wanted.timezone ?? 'UTC');
    const role = this.roleOf(schema);
    return { id: uuidv7(), slug, schema, role, timezone, name, status: 'trialing', isActive: true, schemaVersion: 0 };
  }

  private async build(
    client: pg.Client,
    planned: RegisteredTenant,
    wanted: NewTenant & { readonly domain: string },
    plan: PlanEntitlements,
  ): Promise<RegisteredTenant> {
    const now = this.clock.now();
    await client.query(asOwner(this.databases.isolation));
    const tenant = await this.register(client, planned, wanted, now);
    await client.query(insertDomain, [uuidv7(), tenant.id, wanted.domain, now]);
    const made = tenant.schemaVersion === 0 ? await this.makeSchema(client, tenant) : tenant;
    const firstRows = (wanted.firstRows ?? []).flatMap((row) => firstRowStatements(made.schema, row));
    const entitlements = entitlementStatements(made.schema, plan, now);
    for (const { text, values } of [...entitlements, ...firstRows, ...(wanted.beside?.(made) ?? [])])
      await client.query(text, [...values]);
    return made;
  }

  /** Comes first, so that another request for the same slug waits for this row instead of building a schema in vain. */
  private async register(
    client: pg.Client,
    planned: RegisteredTenant,
    wanted: NewTenant,
    now: Date,
  ): Promise<RegisteredTenant> {
    const spare = wanted.takesSpare ? await spareFor(client, this.databases.isolation) : undefined;
    const tenant = spare ? { ...planned, ...spare, role: this.roleOf(spare.schema) } : planned;
    await client.query(insertTenant, registryRow(tenant, wanted, now));
    return tenant;
  }

  private async makeSchema(client: pg.Client, tenant: RegisteredTenant): Promise<RegisteredTenant> {
    const { isolation } = this.databases;
    const { schema } = tenant;
    await client.query(asLogin);
    const roles = isolation === 'role' ? tenantRoles(schema) : null;
    const { schemaVersion } = await provisionSchema(client, { schema, roles });
    await client.query(asOwner(isolation));
    await client.query(setSchemaVersion, [tenant.id, schemaVersion]);
    return { ...tenant, schemaVersion };
  }

  private roleOf(schema: string): string | null {
    return this.databases.isolation === 'role' ? tenantRoles(schema).rw : null;
  }
}
