import { Injectable } from '@nestjs/common';
import { auditStatement } from '#libs/audit';
import { PlatformDb, type ListRequest, type Page } from '#libs/database';
import { JobTicker, wakeTenantBy } from '#libs/jobs';
import { notFound } from '#libs/kernel';
import { giveReason } from '#libs/request-context';
import { jobKinds, jobKindView, type JobKindView } from './job-kind.queries.js';
import { jobById, jobList, jobOfTenant, jobView, type JobView } from './job.queries.js';

/** What runs in the background for tenants. */
@Injectable()
export class JobService {
  constructor(
    private readonly db: PlatformDb,
    private readonly ticker: JobTicker,
  ) {}

  list(request: ListRequest): Promise<Page<JobView>> {
    return this.db.pageOfAll(jobList, request);
  }

  async get(id: string): Promise<JobView> {
    const row = await this.db.one(jobById, { id });
    if (!row) throw notFound();
    return jobView(row);
  }

  async kinds(): Promise<{ kinds: JobKindView[] }> {
    const [result] = await this.db.batch(jobKinds);
    return { kinds: (result!.rows as never[]).map(jobKindView) };
  }

  /** One that is running runs once more afterwards. */
  async retry(id: string, reason: string): Promise<JobView> {
    const { kind, tenantId } = await this.get(id);
    giveReason(reason);
    const entry = { action: 'retry', resourceType: 'job', resourceId: id, tenantId, after: { kind } };
    const results = await this.db.batch(
      wakeTenantBy(tenantId, kind, null),
      auditStatement('public', [entry]),
      jobOfTenant.bind('public', { tenantId, kind }),
    );
    this.ticker.tickNow();
    return jobView(results.at(-1)!.rows[0] as JobView);
  }
}
