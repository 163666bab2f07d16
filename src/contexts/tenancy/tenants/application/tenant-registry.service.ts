import { Injectable } from '@nestjs/common';
import { AppConfig } from '#libs/config';
import { Databases, PlatformDb } from '#libs/database';
import { isUuid } from '#libs/kernel';
import { TenantDirectory } from '#libs/request-context';
import { Signals } from '#libs/signals';
import { hostName, type HostName } from '../domain/host-name.js';
import { isOpen } from '../domain/tenant-access.js';
import { FormerSlugsService } from './former-slugs.service.js';
import { RecentAnswers } from './recent-answers.js';
import { registeredTenant, type RegisteredTenant, type RegistryRow } from './registered-tenant.js';
import {
  allTenants,
  namedTenants,
  tenantsOfSlice,
  tenantsWithIds,
  tenantWithDomain,
  tenantWithId,
  tenantWithSlug,
} from './tenant.queries.js';

/** The topic of signals about tenants; the subject is the id of a tenant. */
export const TENANTS = 'tenants';
const KEPT_MILLISECONDS = 5_000;
const MAX_KEPT = 20_000;

type Found = RegisteredTenant | undefined;

/** The tenants that the names in a request stand for. */
export interface Named {
  /** Undefined where the Host is one of the platform's own addresses. */
  readonly host: HostName | undefined;
  readonly atHost: RegisteredTenant | undefined;
  bySlug(slug: string): RegisteredTenant | undefined;
}

/** Finds tenants by id and name. Answers are remembered until a signal says that a tenant changed, or for {@link KEPT_MILLISECONDS}. */
@Injectable()
export class TenantRegistryService extends TenantDirectory {
  private readonly recent: RecentAnswers<Found>;

  constructor(
    private readonly db: PlatformDb,
    private readonly databases: Databases,
    private readonly former: FormerSlugsService,
    private readonly config: AppConfig,
    private readonly signals: Signals,
  ) {
    super();
    this.recent = new RecentAnswers(KEPT_MILLISECONDS, MAX_KEPT, signals);
    const forgetAll = (): void => this.recent.clear();
    signals.on(TENANTS, { changed: forgetAll, missed: forgetAll });
  }

  async byId(id: string): Promise<Found> {
    if (!isUuid(id)) return undefined;
    return this.recent.get(`id ${id}`, async () => this.tenant(await this.db.one(tenantWithId, { id })));
  }

  async bySlug(slug: string): Promise<Found> {
    if (!/^[a-z0-9-]{1,100}$/.test(slug)) return undefined;
    return this.recent.get(`slug ${slug}`, async () => this.tenant(await this.db.one(tenantWithSlug, { slug })));
  }

  /** What the tenant of a former slug is called now; of all others the slug itself. */
  async currentSlug(slug: string): Promise<string> {
    return (await this.former.successorOf(slug)) ?? slug;
  }

  /** `<slug>.<base domain>`, else a verified domain. The port does not matter. */
  async byHost(host: string): Promise<Found> {
    const name = await this.nameOf(host);
    const found = name?.slug ? await this.bySlug(name.slug) : undefined;
    return found ?? (name && this.byDomain(name.domain));
  }

  /**
   * The tenants that the Host and further slugs name. Always one query and never cached, so that its time does not reveal which tenants
   * exist.
   */
  async named(host: string, slugs: readonly string[]): Promise<Named> {
    const name = await this.nameOf(host);
    const wanted = [...slugs, ...(name?.slug ? [name.slug] : [])];
    const rows = await this.db.run(namedTenants, { slugs: wanted, domain: name?.domain ?? null });
    const found = (row: (typeof rows)[number] | undefined): Found => this.tenant(row);
    const atHost = found(rows.find(({ slug }) => slug === name?.slug) ?? rows.find((row) => row.is_at_domain));
    return { host: name, atHost, bySlug: (slug) => found(rows.find((row) => row.slug === slug)) };
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

  /** Call it after every change of a tenant or a domain: once it resolves, all processes have forgotten the tenant. */
  async forget(id: string): Promise<void> {
    await this.signals.send(TENANTS, id);
  }

  private async nameOf(host: string): Promise<HostName | undefined> {
    const name = hostName(host, this.config);
    return name?.slug ? { ...name, slug: await this.currentSlug(name.slug) } : name;
  }

  private byDomain(domain: string): Promise<Found> {
    return this.recent.get(`host ${domain}`, async () => this.tenant(await this.db.one(tenantWithDomain, { domain })));
  }

  private tenant(row: RegistryRow | undefined): Found {
    return row && registeredTenant(row, this.databases.isolation);
  }
}
