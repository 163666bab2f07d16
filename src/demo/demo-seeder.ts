import type { INestApplicationContext } from '@nestjs/common';
import { IdentityFacade } from '#contexts/identity';
import { countUse, TenancyFacade, USAGE, type RegisteredTenant } from '#contexts/tenancy';
import { MAINTENANCE } from '#contexts/work-orders';
import { PlatformDb, TenantDb, type Statement } from '#libs/database';
import { TenantWakeups } from '#libs/jobs';
import { Clock, DomainError } from '#libs/kernel';
import { runInTenant } from '#libs/request-context';
import { DemoDataset } from './demo-dataset.js';
import { DemoCalendar } from './demo-calendar.js';
import { demoState, operatorWithEmail } from './demo-state.queries.js';
import { linkRequests } from './demo-state.writes.js';
import type { DemoTenant } from './demo-tenant.js';
import { addAllRows } from './add-all-rows.js';
import { apiKeysOf } from './rows/programs.js';
import { operatorEmail } from './sign-ins/prepare-sign-ins.js';
import type { SignIn } from './sign-ins/sign-ins.js';

/** The state of a demo tenant in the database. */
export interface DemoState {
  readonly tenant?: RegisteredTenant;
  /** Not changed: a tenant of that name that is not the demo (`foreign`), and one that operators have closed. */
  readonly state: 'absent' | 'empty' | 'filled' | 'foreign' | 'closed';
  readonly copies: number;
}

/** Creates what is missing. Each step is one transaction, which first checks what exists. */
export class DemoSeeder {
  private readonly tenancy: TenancyFacade;
  private readonly identity: IdentityFacade;
  private readonly platformDb: PlatformDb;
  private readonly tenantDb: TenantDb;
  private readonly wakeups: TenantWakeups;
  private readonly calendar: DemoCalendar;

  constructor(app: INestApplicationContext) {
    const get = <T>(token: abstract new (...args: never[]) => T): T => app.get<T>(token, { strict: false });
    this.tenancy = get(TenancyFacade);
    this.identity = get(IdentityFacade);
    this.platformDb = get(PlatformDb);
    this.tenantDb = get(TenantDb);
    this.wakeups = get(TenantWakeups);
    this.calendar = new DemoCalendar(get(Clock).now());
  }

  async hasOperator(): Promise<boolean> {
    return (await this.platformDb.one(operatorWithEmail, { email: operatorEmail })) !== undefined;
  }

  async createOperator({ email, password }: SignIn): Promise<void> {
    await this.identity
      .createOperator({ email, password, name: 'Demo operator' })
      .catch(ignoreError('operator.email_taken'));
  }

  /** @param scale the number of copies to look for */
  async find(demo: DemoTenant, scale: number): Promise<DemoState> {
    const all = await this.tenancy.allTenants();
    const current = await this.tenancy.currentSlug(demo.slug);
    const tenant = all.find(({ slug }) => slug === current);
    if (!tenant) return { state: 'absent', copies: 0 };
    if (!this.tenancy.isOpen(tenant)) return { tenant, state: 'closed', copies: 0 };
    const datasets = Array.from({ length: scale }, (_, index) => this.dataset(demo, index + 1));
    const firstMachines = datasets.map((dataset) => dataset.id('equipment', demo.machines[0]![0]));
    const user = datasets[0]!.id('user', demo.people[0]!.key);
    const row = await runInTenant(tenant, 'demo', () =>
      this.tenantDb.one(demoState, { user, machines: firstMachines }),
    );
    const state = row!.is_demo ? 'filled' : row!.has_users ? 'foreign' : 'empty';
    return { tenant, state, copies: row!.machines.length };
  }

  /** Creates the tenant with all its data; the rows are written in one transaction. */
  async createTenant(
    demo: DemoTenant,
    known: RegisteredTenant | undefined,
    users: readonly SignIn[],
  ): Promise<RegisteredTenant> {
    const [tenant, hashes] = await Promise.all([known ?? this.provision(demo), this.hashesOf(demo, users)]);
    const dataset = this.dataset(demo, 1);
    addAllRows(dataset, hashes);
    const { schema } = tenant;
    const programs = apiKeysOf(dataset, schema);
    const beside = [linkRequests.bind(schema, {}), programs, countUse(schema, 'users', users.length)];
    await this.write(dataset, tenant, beside).catch(async (error: unknown) => {
      // another process has created it meanwhile
      if ((await this.find(demo, 1)).state !== 'filled') throw error;
    });
    return tenant;
  }

  /** Adds another copy of the machines and their work orders, for load tests, which exceeds the limits of a trial. */
  async addCopy(demo: DemoTenant, tenant: RegisteredTenant, copy: number): Promise<void> {
    const dataset = this.dataset(demo, copy);
    addAllRows(dataset, new Map());
    await this.write(dataset, tenant, []);
  }

  async liftLimits(tenant: RegisteredTenant): Promise<void> {
    const limits = { users: null, equipment: null, storage_bytes: null, api_calls: null };
    const features = ['api_access', 'custom_domain', 'sso', 'webhooks', 'white_label'] as const;
    await this.tenancy.setEntitlements(tenant, { planSlug: 'load_test', limits, features });
  }

  /** Schedules the background work at each start, because a process may have died after it filled the tenant. */
  async scheduleWork(tenant: RegisteredTenant): Promise<void> {
    // operators compare tenants before anybody has called
    for (const kind of [MAINTENANCE, USAGE]) await this.wakeups.wakeBy(tenant.id, kind, this.calendar.now);
  }

  private async provision(demo: DemoTenant): Promise<RegisteredTenant> {
    const { slug, name, timezone, industry, companySize } = demo;
    const made = await this.tenancy
      .provision({ slug, name, timezone, industry, companySize })
      .catch(ignoreError('tenant.slug_taken'));
    return made ?? (await this.find(demo, 1)).tenant!;
  }

  private async hashesOf({ slug, name }: DemoTenant, users: readonly SignIn[]): Promise<Map<string, string>> {
    const hashes = await Promise.all(
      users.map(({ email, password }) => this.identity.hashPassword(password, [email, slug, name])),
    );
    return new Map(users.map(({ email }, index) => [email, hashes[index]!]));
  }

  private async write(dataset: DemoDataset, tenant: RegisteredTenant, beside: readonly Statement[]): Promise<void> {
    const { schema } = tenant;
    const inUse = dataset.tenant.machines.filter(([number]) => dataset.tenant.conditions[number] !== 'decommissioned');
    const counted = countUse(schema, 'equipment', inUse.length);
    const statements = [...dataset.rows.statements(schema), ...beside, counted];
    await runInTenant(tenant, 'demo', () => this.tenantDb.batch(...statements));
  }

  private dataset(demo: DemoTenant, copy: number): DemoDataset {
    return new DemoDataset(demo, this.calendar, copy);
  }
}

/** Ignores the error with this code, which means that another process was faster. */
function ignoreError(code: string) {
  return (error: unknown): undefined => {
    if (error instanceof DomainError && error.code === code) return undefined;
    throw error;
  };
}
