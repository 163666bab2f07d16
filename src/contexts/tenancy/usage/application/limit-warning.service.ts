import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#libs/database';
import { Clock } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { planLimitApproached, type ApproachedLimit } from '../../events.js';
import { warningLevel } from '../domain/warning-level.js';
import { noteWarnings } from './entitlement.writes.js';
import type { limitsAndUse } from './usage.queries.js';

type Row = typeof limitsAndUse.row;

/** Says that a limit of the plan is nearly, or wholly, in use. */
@Injectable()
export class LimitWarningService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Of the current tenant, by what was just measured. What was said already is not said again before it was less. */
  async note(rows: readonly Row[]): Promise<void> {
    const { id, schema } = currentTenant();
    const [names, levels] = [rows.map(({ name }) => name), rows.map((row) => levelOf(row))];
    await this.unitOfWork.transactional(async () => {
      const [result] = await this.unitOfWork.execute(
        noteWarnings.bind(schema, { names, levels, at: this.clock.now() }),
      );
      const changed = result!.rows as unknown as (typeof noteWarnings.row)[];
      const raised = rows.filter(({ name }) => changed.some((each) => each.name === name && each.isRaised));
      const events = raised.map((row) => planLimitApproached.create(id, approached(row)));
      if (events.length > 0) await this.unitOfWork.writeMany({ statements: [], audits: [], events });
    });
  }
}

function levelOf({ used, limit_value: allowed }: Row): 0 | 80 | 100 {
  return warningLevel(Number(used ?? 0), allowed === null ? null : Number(allowed));
}

function approached(row: Row): ApproachedLimit {
  const { name: limit, used, limit_value: allowed, plan_slug: plan } = row;
  return { limit, percent: levelOf(row) === 100 ? 100 : 80, used: Number(used ?? 0), allowed: Number(allowed), plan };
}
