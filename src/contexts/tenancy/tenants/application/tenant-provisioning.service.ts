import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { auditStatement } from '#libs/audit';
import { AppConfig } from '#libs/config';
import { Databases, PlatformDb, type Statement } from '#libs/database';
import { provisionSchema, tenantRoles } from '#libs/migrations';
import { Clock, uuidv7 } from '#libs/kernel';
import { findContext, runAsSystem } from '#libs/request-context';
import { trialDays, trialEntitlements } from '../../usage/domain/plan-limits.js';
import {
  assertSchemaName,
  assertSlug,
  furtherSchemaOf,
  normalizeDomain,
  normalizeName,
  normalizeTimezone,
  schemaOf,
} from '../domain/tenant-name.js';
import { entitlementStatements } from '../../usage/application/entitlement-statements.js';
import { firstRowStatements, type FirstRow } from './first-row.writes.js';
import { explainProvisioning } from './provisioning-errors.js';
import type { RegisteredTenant } from './registered-tenant.js';
import { takeSlug } from './take-slug.js';
import { insertDomain, insertTenant, setSchemaVersion } from './tenant-provisioning.writes.js';
import { TenantRegistryService } from './tenant-registry.service.js';
import { tenantWithSchema } from './tenant.queries.js';

export interface NewTenant {
  readonly slug: string;
  readonly name: string;
  /** Default: `<slug>.<base domain>`. One that an operator names counts as verified. */
  readonly domain?: string | undefined;
  /** Default: `tenant_<slug>`. Can never be changed. */
  readonly schemaName?: string | undefined;
  /** IANA zone, default UTC. */
  readonly timezone?: string | undefined;
  readonly companySize?: string | undefined;
  readonly industry?: string | undefined;
  readonly firstRows?: readonly FirstRow[] | undefined;
}

// Roles are created by the login, everything else belongs to the owner of all schemas.
const asOwner = 'set local role fp_owner';
const asLogin = 'set local role none';

/** Creates a tenant in one transaction: wherever it fails nothing is left, and the same slug can be used again. */
@Injectable()
export class TenantProvisioningService {
  constructor(
    private readonly databases: Databases,
    private readonly db: PlatformDb,
    private readonly registry: TenantRegistryService,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** @throws 422 for names that cannot be, 409 for a slug, schema or domain that is taken */
  async provision(wanted: NewTenant): Promise<RegisteredTenant> {
    const tenant = await this.plan(wanted);
    const domain = normalizeDomain(wanted.domain ?? `${tenant.slug}.${this.config.baseDomain}`);
    const schemaVersion = await this.databases
      .asMigrator((client) => inTransaction(client, () => this.build(client, tenant, domain, wanted)))
      .catch(async (error: unknown) => {
        throw await explainProvisioning(error, this.db, { ...tenant, domain });
      });
    await this.registry.forget(tenant.id);
    return { ...tenant, schemaVersion };
  }

  private async plan(wanted: NewTenant): Promise<RegisteredTenant> {
    const { slug } = wanted;
    const id = uuidv7();
    assertSlug(slug);
    const name = normalizeName(wanted.name);
    const schema = wanted.schemaName ?? (await this.freeSchema(slug, id));
    assertSchemaName(schema);
    const timezone = normalizeTimezone(wanted.timezone ?? 'UTC');
    const role = this.databases.isolation === 'role' ? tenantRoles(schema).rw : null;
    return { id, slug, schema, role, timezone, name, status: 'trialing', isActive: true, schemaVersion: 0 };
  }

  /** A tenant that had the slug before has kept its schema. */
  private async freeSchema(slug: string, id: string): Promise<string> {
    const usual = schemaOf(slug);
    const holder = await this.db.one(tenantWithSchema, { schema: usual });
    return holder && holder.slug !== slug ? furtherSchemaOf(slug, id) : usual;
  }

  /** Inserts the registry row first, so that another request for the same slug waits for it instead of building a schema in vain. */
  private async build(client: pg.Client, tenant: RegisteredTenant, domain: string, wanted: NewTenant): Promise<number> {
    const now = this.clock.now();
    const { id, schema } = tenant;
    const roles = this.databases.isolation === 'role' ? tenantRoles(schema) : null;
    await client.query(roles ? asOwner : asLogin);
    await client.query(insertTenant, registryRow(tenant, wanted, now));
    await takeSlug(client, { slug: tenant.slug, tenantId: id, now });
    await client.query(insertDomain, [uuidv7(), id, domain, now]);
    await client.query(asLogin);
    const { schemaVersion } = await provisionSchema(client, { schema, roles });
    await client.query(roles ? asOwner : asLogin);
    await client.query(setSchemaVersion, [id, schemaVersion]);
    const firstRows = (wanted.firstRows ?? []).flatMap((row) => firstRowStatements(schema, row));
    const statements = [...entitlementStatements(schema, trialEntitlements, now), ...firstRows, creation(tenant)];
    for (const { text, values } of statements) await client.query(text, [...values]);
    return schemaVersion;
  }
}

function creation({ id, name, slug, schema }: RegisteredTenant): Statement {
  const entry = { action: 'create', resourceType: 'tenant', resourceId: id, after: { name, slug, schemaName: schema } };
  const audit = (): Statement => auditStatement('public', [entry]);
  return findContext() ? audit() : runAsSystem(undefined, 'provisioning', audit);
}

/** When the work fails the caller closes the connection, which rolls back. */
async function inTransaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  const result = await work();
  await client.query('commit');
  return result;
}

function registryRow({ id, slug, name, schema, timezone }: RegisteredTenant, wanted: NewTenant, now: Date): unknown[] {
  const trialEnd = new Date(now.getTime() + trialDays * 86_400_000);
  return [
    id,
    slug,
    name,
    schema,
    wanted.companySize ?? null,
    wanted.industry ?? null,
    trialEnd,
    JSON.stringify({ timezone }),
  ];
}
