import { Injectable } from '@nestjs/common';
import { isoUtc, TenantDb, UnitOfWork } from '#libs/database';
import { Clock } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { workOrderDueSoon, workOrderOverdue, type WorkOrderFacts } from '../../events.js';
import { nextDeadline } from './deadline.queries.js';
import { noteDueSoon, noteOverdue } from './deadline.writes.js';

/** The value of `tenant_wakeups.kind`. */
export const DEADLINES = 'deadlines';

const AT_ONCE = 500;

type NotedRow = typeof noteDueSoon.row;

/** Says that work is due soon or overdue: once for each due time, however many processes look. */
@Injectable()
export class DeadlineService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @returns when to look again; null while no open work has a due time to come */
  async tellDue(): Promise<Date | null> {
    const found = await this.unitOfWork.transactional(() => this.noteAndTell());
    if (found === AT_ONCE) return this.clock.now();
    const next = await this.db.one(nextDeadline, {});
    return next?.at ? new Date(isoUtc(next.at)) : null;
  }

  /** @returns the larger number of what was found, to see whether there may be more */
  private async noteAndTell(): Promise<number> {
    const { schema } = currentTenant();
    const values = { at: this.clock.now(), limit: AT_ONCE };
    const [overdue, soon] = await this.unitOfWork.execute(
      noteOverdue.bind(schema, values),
      noteDueSoon.bind(schema, values),
    );
    const events = [
      ...(overdue!.rows as NotedRow[]).map((row) => workOrderOverdue.create(row.id, factsOf(row))),
      ...(soon!.rows as NotedRow[]).map((row) => workOrderDueSoon.create(row.id, factsOf(row))),
    ];
    if (events.length > 0) await this.unitOfWork.writeMany({ statements: [], audits: [], events });
    return Math.max(overdue!.rowCount, soon!.rowCount);
  }
}

function factsOf({ id: _, dueAt, ...row }: NotedRow): WorkOrderFacts {
  return { ...row, dueAt: isoUtc(dueAt!), byId: null };
}
