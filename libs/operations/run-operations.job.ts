import type { Statement } from '#libs/database';
import { RunsPerTenant, type TenantJob } from '#libs/jobs';
import type { TenantRef } from '#libs/request-context';
import { nextDue } from './due-operation.queries.js';
import { OPERATIONS } from './operation-wakeups.js';
import { OperationRunner } from './operation-runner.js';

/** Only starts what is due, so that a long operation delays neither the job runner nor the tenant's other operations. */
@RunsPerTenant(OPERATIONS)
export class RunOperationsJob implements TenantJob {
  constructor(private readonly runner: OperationRunner) {}

  run(tenant: TenantRef): Promise<Date | null> {
    return this.runner.startDue(tenant);
  }

  nextWakeup(schema: string): Statement {
    return nextDue(schema);
  }
}
