import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Statement } from '#libs/database';
import { Clock } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import type { PlanLimit } from '../domain/plan-limits.js';
import { lockCounters } from './entitlement.queries.js';
import { setCounters } from './entitlement.writes.js';

/** The kind of the job. */
export const RECOUNT = 'recount';

/** A query of one row, which says as `count` how much there is. */
export interface CountQuery {
  bind(schema: string, values: object): Statement;
}

/** A counter that says something else than the rows. */
export interface Drift {
  readonly limit: PlanLimit;
  readonly counted: number;
  readonly actual: number;
}

/** Compares the counters of limits with the rows that they count, and mends them. */
@Injectable()
export class RecountService {
  private readonly queries = new Map<PlanLimit, CountQuery>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Rows are other contexts', which say at start how to count them. */
  add(limit: PlanLimit, query: CountQuery): void {
    this.queries.set(limit, query);
  }

  /**
   * Of the current tenant. Whoever adds a row raises its counter in the same transaction, so while the counters are locked the rows
   * that can be seen are those that were counted.
   * @param isDryRun only tells
   */
  async recount({ isDryRun = false } = {}): Promise<Drift[]> {
    const limits = [...this.queries.keys()];
    return this.unitOfWork.transactional(async () => {
      const counted = await this.lock();
      const actual = await this.count(limits);
      const drifts = limits
        .map((limit) => ({ limit, counted: counted[limit] ?? 0, actual: actual[limit]! }))
        .filter((each) => each.counted !== each.actual);
      if (!isDryRun) await this.write(actual, drifts);
      return drifts;
    });
  }

  private async lock(): Promise<Partial<Record<PlanLimit, number>>> {
    const [result] = await this.unitOfWork.execute(lockCounters.bind(currentTenant().schema, {}));
    const rows = result!.rows as unknown as { name: PlanLimit; used: string }[];
    return Object.fromEntries(rows.map(({ name, used }) => [name, Number(used)]));
  }

  private async count(limits: readonly PlanLimit[]): Promise<Partial<Record<PlanLimit, number>>> {
    const { schema } = currentTenant();
    const results = await this.unitOfWork.execute(...limits.map((limit) => this.queries.get(limit)!.bind(schema, {})));
    return Object.fromEntries(limits.map((limit, index) => [limit, Number(results[index]!.rows[0]!['count'])]));
  }

  private async write(actual: Partial<Record<PlanLimit, number>>, drifts: readonly Drift[]): Promise<void> {
    const [names, counts] = [Object.keys(actual), Object.values(actual).map(String)];
    const mend = setCounters.bind(currentTenant().schema, { names, counts, at: this.clock.now() });
    await this.unitOfWork.writeMany({ statements: [mend], audits: drifts.map(entryOf), events: [] });
  }
}

function entryOf({ limit, counted, actual }: Drift) {
  return { action: 'recount', resourceType: 'usage', before: { [limit]: counted }, after: { [limit]: actual } };
}
