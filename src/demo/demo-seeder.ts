import type { INestApplicationContext } from '@nestjs/common';
import { IdentityFacade } from '#contexts/identity';
import { countUse, TenancyFacade, type RegisteredTenant } from '#contexts/tenancy';
import { MAINTENANCE } from '#contexts/work-orders';
import { PlatformDb, TenantDb, type Statement } from '#libs/database';
import { TenantWakeups } from '#libs/jobs';
import { Clock, DomainError } from '#libs/kernel';
import { runAsSystem } from '#libs/request-context';
import { DemoBook } from './demo-book.js';
import { DemoCalendar } from './demo-calendar.js';
import { demoState, operatorWithEmail } from './demo-state.queries.js';
import { linkRequests } from './demo-state.writes.js';
import type { DemoTenant } from './demo-tenant.js';
import { fillBook } from './fill-book.js';
import { operatorEmail } from './sign-ins/settle-sign-ins.js';
import type { SignIn } from './sign-ins/sign-ins.js';

/** The state of a demo tenant in the database. */
export interface Found {
  readonly tenant?: RegisteredTenant;
  /** `foreign`: somebody else has a tenant of that name; it is left alone. */
  readonly state: 'absent' | 'empty' | 'filled' | 'foreign';
  readonly copies: number;
}

/** Creates what is missing. Each step is one transaction and checks first what exists. */
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

  async makeOperator({ email, password }: SignIn): Promise<void> {
    await this.identity
      .createOperator({ email, password, name: 'Demo operator' })
      .catch(unless('operator.email_taken'));
  }

  /** @param scale how many copies to look for */
  async find(demo: DemoTenant, scale: number): Promise<Found> {
    const all = await this.tenancy.allTenants();
    const tenant = all.find(({ slug }) => slug === demo.slug);
    if (!tenant) return { state: 'absent', copies: 0 };
    const books = Array.from({ length: scale }, (_, index) => this.book(demo, index + 1));
    const firstMachines = books.map((book) => book.id('equipment', demo.machines[0]![0]));
    const user = books[0]!.id('user', demo.people[0]!.key);
    const row = await runAsSystem(tenant, 'demo', () =>
      this.tenantDb.one(demoState, { user, machines: firstMachines }),
    );
    const state = row!.is_demo ? 'filled' : row!.has_users ? 'foreign' : 'empty';
    return { tenant, state, copies: row!.machines.length };
  }

  /** The tenant with everything in it; its rows are written in one transaction. */
  async make(
    demo: DemoTenant,
    known: RegisteredTenant | undefined,
    users: readonly SignIn[],
  ): Promise<RegisteredTenant> {
    const [tenant, hashes] = await Promise.all([known ?? this.provision(demo), this.hashesOf(demo, users)]);
    const book = this.book(demo, 1);
    fillBook(book, hashes);
    const { schema } = tenant;
    const beside = [linkRequests.bind(schema, {}), countUse(schema, 'users', users.length)];
    await this.write(book, tenant, beside).catch(async (error: unknown) => {
      // another process was faster
      if ((await this.find(demo, 1)).state !== 'filled') throw error;
    });
    return tenant;
  }

  /** The machines and their work once more, for load tests: beyond what any trial allows. */
  async copy(demo: DemoTenant, tenant: RegisteredTenant, copy: number): Promise<void> {
    const book = this.book(demo, copy);
    fillBook(book, new Map());
    await this.write(book, tenant, []);
  }

  async liftLimits(tenant: RegisteredTenant): Promise<void> {
    const limits = { users: null, equipment: null, storage_bytes: null, api_calls: null };
    const features = ['api_access', 'custom_domain', 'sso', 'webhooks', 'white_label'];
    await this.tenancy.setEntitlements(tenant, { planSlug: 'load_test', limits, features });
  }

  /** Done at each start, because a process may have died after it filled the tenant. */
  async wake(tenant: RegisteredTenant): Promise<void> {
    await this.wakeups.wakeBy(tenant.id, MAINTENANCE, this.calendar.now);
  }

  private async provision(demo: DemoTenant): Promise<RegisteredTenant> {
    const { slug, name, timezone, industry, companySize } = demo;
    const made = await this.tenancy
      .provision({ slug, name, timezone, industry, companySize })
      .catch(unless('tenant.slug_taken'));
    return made ?? (await this.find(demo, 1)).tenant!;
  }

  private async hashesOf({ slug, name }: DemoTenant, users: readonly SignIn[]): Promise<Map<string, string>> {
    const hashes = await Promise.all(
      users.map(({ email, password }) => this.identity.hashPassword(password, [email, slug, name])),
    );
    return new Map(users.map(({ email }, index) => [email, hashes[index]!]));
  }

  private async write(book: DemoBook, tenant: RegisteredTenant, beside: readonly Statement[]): Promise<void> {
    const { schema } = tenant;
    const inUse = book.tenant.machines.filter(([number]) => book.tenant.conditions[number] !== 'decommissioned');
    const counted = countUse(schema, 'equipment', inUse.length);
    const statements = [...book.rows.statements(schema), ...beside, counted];
    await runAsSystem(tenant, 'demo', () => this.tenantDb.batch(...statements));
  }

  private book(demo: DemoTenant, copy: number): DemoBook {
    return new DemoBook(demo, this.calendar, copy);
  }
}

/** For what another process may have done in the meantime. */
function unless(code: string) {
  return (error: unknown): undefined => {
    if (error instanceof DomainError && error.code === code) return undefined;
    throw error;
  };
}
