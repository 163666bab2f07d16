import type { Statement } from '#libs/database';
import { RunsPerTenant, type TenantJob } from '#libs/jobs';
import { latestEnd } from '../application/forgotten-departure.queries.js';
import { ForgottenDepartureService, VISITS } from '../application/forgotten-departure.service.js';

/** Runs when the earliest open visit is due; never for a tenant without any. */
@RunsPerTenant(VISITS)
export class CloseForgottenVisitsJob implements TenantJob {
  constructor(private readonly departures: ForgottenDepartureService) {}

  run(): Promise<Date | null> {
    return this.departures.closeDue();
  }

  nextWakeup(schema: string): Statement {
    return latestEnd.bind(schema, {});
  }
}
