import { Injectable } from '@nestjs/common';
import { MonthQuotas } from '#libs/limits';
import { Signals } from '#libs/signals';

/** The topic of signals about limits; the subject is the id of a tenant. */
const LIMITS = 'limits';

/** Tells every process that the limits of a tenant changed, so that what it holds of the month's calls is asked for anew. */
@Injectable()
export class LimitChangesService {
  constructor(
    quotas: MonthQuotas,
    private readonly signals: Signals,
  ) {
    signals.on(LIMITS, {
      changed: (tenantId) => quotas.recheck(tenantId),
      missed: () => quotas.recheckAll(),
    });
  }

  /** Once it resolves the next call in any process is counted against the new limit. */
  async announce(tenantId: string): Promise<void> {
    await this.signals.send(LIMITS, tenantId);
  }
}
