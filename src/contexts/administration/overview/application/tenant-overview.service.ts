import { Injectable } from '@nestjs/common';
import { ManagedTenantsFacade, type ManagedTenantView, type UsageView } from '#contexts/tenancy';
import { isoUtc, PlatformDb, TenantDb } from '#libs/database';
import { failingJobs, jobView, type JobView } from '../../background/application/job.queries.js';
import {
  domainsOf,
  domainView,
  failedOperations,
  givenUpEvents,
  lastActs,
  migrationFailureOf,
  userCounts,
  type DomainView,
  type MigrationFailureView,
} from './tenant-overview.queries.js';

interface Failure {
  readonly id: string;
  readonly kind: string;
  readonly failedAt: string | null;
  readonly error: string | null;
}

/** What the tenant's own tables tell. */
export interface AccountView {
  readonly users: (typeof userCounts)['row'][];
  readonly usage: UsageView;
  readonly failedOperations: Failure[];
  readonly givenUpEvents: Failure[];
  readonly lastActs: (typeof lastActs)['row'][];
}

export interface TenantOverviewView {
  readonly tenant: ManagedTenantView;
  readonly domains: DomainView[];
  readonly migrationFailure: MigrationFailureView | null;
  readonly failingJobs: JobView[];
  /** Null where they cannot be read. */
  readonly account: AccountView | null;
}

/** One tenant at a glance: one round trip to the shared tables, and one to its own. */
@Injectable()
export class TenantOverviewService {
  constructor(
    private readonly tenants: ManagedTenantsFacade,
    private readonly platform: PlatformDb,
    private readonly db: TenantDb,
  ) {}

  get(tenantId: string): Promise<TenantOverviewView> {
    return this.tenants.lookAt(
      tenantId,
      { resourceType: 'tenant_overview', resourceId: tenantId },
      async (isReadable) => {
        const [tenant, registered, account] = await Promise.all([
          this.tenants.managedTenant(tenantId),
          this.registered(tenantId),
          isReadable ? this.account() : null,
        ]);
        return { tenant, ...registered, account };
      },
    );
  }

  private async registered(tenantId: string): Promise<Omit<TenantOverviewView, 'tenant' | 'account'>> {
    const queries = [domainsOf, migrationFailureOf, failingJobs];
    const results = await this.platform.batch(...queries.map((query) => query.bind('public', { tenantId })));
    const [domains, failures, jobs] = results.map(({ rows }) => rows) as never as [
      DomainView[],
      MigrationFailureView[],
      JobView[],
    ];
    const [failure] = failures;
    return {
      domains: domains.map(domainView),
      migrationFailure: failure ? { ...failure, failedAt: isoUtc(failure.failedAt) } : null,
      failingJobs: jobs.map(jobView),
    };
  }

  private async account(): Promise<AccountView> {
    const [users, usage, operations, events, acts] = await this.db.inOneRoundTrip(() =>
      Promise.all([
        this.db.run(userCounts, {}),
        this.tenants.usage(),
        this.db.run(failedOperations, {}),
        this.db.run(givenUpEvents, {}),
        this.db.run(lastActs, {}),
      ]),
    );
    return {
      users: users.map((count) => ({ ...count, lastLoginAt: isoUtc(count.lastLoginAt) })),
      usage,
      failedOperations: operations.map(inTime),
      givenUpEvents: events.map(inTime),
      lastActs: acts.map((act) => ({ ...act, createdAt: isoUtc(act.createdAt) })),
    };
  }
}

function inTime(failure: Failure): Failure {
  return { ...failure, failedAt: isoUtc(failure.failedAt) };
}
