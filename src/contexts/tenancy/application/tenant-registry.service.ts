import { Injectable } from '@nestjs/common';
import { AppConfig } from '#libs/config';
import { Databases, PlatformDb } from '#libs/database';
import { isUuid } from '#libs/kernel';
import { TenantDirectory } from '#libs/request-context';
import { Signals } from '#libs/signals';
import { isOpen } from '../domain/tenant-access.js';
import { RecentAnswers } from './recent-answers.js';
import { registeredTenant, type RegisteredTenant, type RegistryRow } from './registered-tenant.js';
import {
  allTenants,
  tenantsOfSlice,
  tenantsWithIds,
  tenantWithDomain,
  tenantWithId,
  tenantWithSlug,
} from './tenant.queries.js';

const TOPIC = 'tenants';
const KEPT_MILLISECONDS = 5_000;
const MOST_KEPT = 20_000;

type Found = RegisteredTenant | undefined;

/** Who is who among the tenants. Remembered until a signal says that something changed, or for {@link KEPT_MILLISECONDS}. */
@Injectable()
export class TenantRegistry extends TenantDirectory {
  private readonly recent = new RecentAnswers<Found>(KEPT_MILLISECONDS, MOST_KEPT);

  constructor(
    private readonly db: PlatformDb,
    private readonly databases: Databases,
    private readonly config: AppConfig,
    private readonly signals: Signals,
  ) {
    super();
    const forgetAll = (): void => this.recent.clear();
    signals.on(TOPIC, { changed: forgetAll, missed: forgetAll });
  }

  async byId(id: string): Promise<Found> {
    if (!isUuid(id)) return undefined;
    return this.recent.get(`id ${id}`, async () => this.tenant(await this.db.one(tenantWithId, { id })));
  }

  async bySlug(slug: string): Promise<Found> {
    if (!/^[a-z0-9-]{1,100}$/.test(slug)) return undefined;
    return this.recent.get(`slug ${slug}`, async () => this.tenant(await this.db.one(tenantWithSlug, { slug })));
  }

  /** `<slug>.<base domain>`, else a verified domain. The port does not matter. */
  async byHost(host: string): Promise<Found> {
    const domain = host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
    const base = `.${this.config.baseDomain}`;
    if (domain === this.config.baseDomain || !/^[a-z0-9.-]{3,253}$/.test(domain)) return undefined;
    const found = domain.endsWith(base) ? await this.bySlug(domain.slice(0, -base.length)) : undefined;
    return found ?? this.byDomain(domain);
  }

  async all(): Promise<RegisteredTenant[]> {
    const rows = await this.db.run(allTenants, {});
    return rows.map((row) => registeredTenant(row, this.databases.isolation));
  }

  override async findWorkable(ids: readonly string[]): Promise<RegisteredTenant[]> {
    const rows = ids.length > 0 ? await this.db.run(tenantsWithIds, { ids }) : [];
    return rows.map((row) => registeredTenant(row, this.databases.isolation)).filter(isOpen);
  }

  override async workableSlice(slice: number, slices: number): Promise<RegisteredTenant[]> {
    const rows = await this.db.run(tenantsOfSlice, { slice, slices });
    return rows.map((row) => registeredTenant(row, this.databases.isolation)).filter(isOpen);
  }

  /** After every change of a tenant or a domain: holds in all processes once this is done. */
  async forget(id: string): Promise<void> {
    await this.signals.send(TOPIC, id);
  }

  private byDomain(domain: string): Promise<Found> {
    return this.recent.get(`host ${domain}`, async () => this.tenant(await this.db.one(tenantWithDomain, { domain })));
  }

  private tenant(row: RegistryRow | undefined): Found {
    return row && registeredTenant(row, this.databases.isolation);
  }
}
