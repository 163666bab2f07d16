import type { Statement } from '#libs/database';
import { RunsPerTenant, type TenantJob } from '#libs/jobs';
import { nextDeadline } from '../application/deadline.queries.js';
import { DEADLINES, DeadlineService } from '../application/deadline.service.js';

/** Runs when open work becomes due soon or overdue; never for a tenant without any. */
@RunsPerTenant(DEADLINES)
export class TellDeadlinesJob implements TenantJob {
  constructor(private readonly deadlines: DeadlineService) {}

  run(): Promise<Date | null> {
    return this.deadlines.tellDue();
  }

  nextWakeup(schema: string): Statement {
    return nextDeadline.bind(schema, {});
  }
}
