import type { Statement } from '#libs/database';
import { RunsPerTenant, type TenantJob } from '#libs/jobs';
import type { TenantRef } from '#libs/request-context';
import { lookAhead } from './due-operation.queries.js';
import { OPERATIONS } from './operation-calls.js';
import { OperationRunner } from './operation-runner.js';

/** Only begins what is due: a long operation holds up neither the beat nor the tenant's others. */
@RunsPerTenant(OPERATIONS)
export class RunOperationsJob implements TenantJob {
  constructor(private readonly runner: OperationRunner) {}

  run(tenant: TenantRef): Promise<Date | null> {
    return this.runner.begin(tenant);
  }

  nextLook(schema: string): Statement {
    return lookAhead(schema);
  }
}
