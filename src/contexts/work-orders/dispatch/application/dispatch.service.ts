import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { Clock } from '#libs/kernel';
import { callerRights } from '../../orders/application/work-order-caller.js';
import { concernedUser } from '../../orders/application/work-order-reach.js';
import { workOrderView, type WorkOrderRow, type WorkOrderView } from '../../orders/application/work-order.view.js';
import { openStatuses } from '../../orders/domain/work-order-status.js';
import { calendarRange } from '../domain/calendar-range.js';
import { lanesOf, type Lane } from '../domain/lanes.js';
import { boardBy, MOST_COUNTED, type BoardFilters } from './board.queries.js';
import { calendarList } from './calendar.queries.js';

/** Whose work, or where; all of it unless given. */
export type DispatchFilters = Partial<Omit<BoardFilters, 'concerns'>>;

export interface CalendarRequest extends DispatchFilters {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface Calendar {
  readonly lanes: Lane<WorkOrderView>[];
  readonly isCut: boolean;
  readonly unscheduled: WorkOrderView[];
}

const MOST_SCHEDULED = 500;
const MOST_UNSCHEDULED = 100;

/** Work as those see it who give it out, each view in one round trip. Shows callers what lists show them. */
@Injectable()
export class DispatchService {
  constructor(
    private readonly db: TenantDb,
    private readonly clock: Clock,
  ) {}

  async board({ assigneeId = null, teamId = null, facilityId = null }: DispatchFilters, limit: number) {
    const filters = { concerns: concernedUser(), assigneeId, teamId, facilityId };
    const columns = await this.db.run(boardBy(filters), { ...filters, limit });
    const mayDo = callerRights();
    return columns.map(({ status, count, workOrders }) => ({
      status,
      count,
      isCountCut: count === MOST_COUNTED,
      workOrders: (workOrders as WorkOrderRow[]).map((row) => workOrderView(row, mayDo)),
    }));
  }

  /** @throws DomainError 400 for a range that is empty or too long */
  async calendar({ from, to, ...asked }: CalendarRequest): Promise<Calendar> {
    const range = calendarRange({ from, to }, this.clock.now());
    const filters = { ...asked, concerns: concernedUser() };
    const planned = {
      ...filters,
      status: [...openStatuses, 'completed'],
      scheduledAfter: range.from,
      scheduledBefore: range.to,
    };
    const waiting = { ...filters, openStatus: openStatuses, unscheduled: true };
    const [scheduled, unscheduled] = await Promise.all(
      this.db.inOneRoundTrip(
        () =>
          [
            this.db.page(calendarList, { limit: MOST_SCHEDULED, sort: 'scheduledAt', filters: planned }),
            this.db.page(calendarList, { limit: MOST_UNSCHEDULED, sort: 'dueAt', filters: waiting }),
          ] as const,
      ),
    );
    const mayDo = callerRights();
    const shown = (rows: readonly WorkOrderRow[]) => rows.map((row) => workOrderView(row, mayDo));
    return {
      lanes: lanesOf(shown(scheduled.data)),
      isCut: scheduled.nextCursor !== null,
      unscheduled: shown(unscheduled.data),
    };
  }
}
