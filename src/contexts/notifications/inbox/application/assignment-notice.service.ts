import { Injectable } from '@nestjs/common';
import type { WorkOrderUnassigned } from '#contexts/work-orders';
import { TenantDb } from '#libs/database';
import type { DomainEvent } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { assigned, noLongerYours } from './assignment-notice.js';
import { NotificationService } from './notification.service.js';
import { activeRecipients } from './recipient.queries.js';

/** Tells who got work and who lost it; nobody is told of what they did themselves. */
@Injectable()
export class AssignmentNoticeService {
  constructor(
    private readonly notifications: NotificationService,
    private readonly db: TenantDb,
  ) {}

  async tell(event: DomainEvent<WorkOrderUnassigned>): Promise<void> {
    const { byId } = event.payload;
    const { having, former } = await this.handsOf(event.payload);
    const winners = having.filter((id) => id !== byId);
    const losers = former.filter((id) => id !== byId && !having.includes(id));
    const notices = [...winners.map((id) => assigned(event, id)), ...losers.map((id) => noLongerYours(event, id))];
    if (notices.length > 0) await this.notifications.notify(...notices);
  }

  /** The active ones, themselves or with their team. */
  private async handsOf({ assigneeId, teamId, previousAssigneeId, previousTeamId }: WorkOrderUnassigned) {
    const { schema } = currentTenant();
    const [having, former] = await this.db.batch(
      activeRecipients.bind(schema, { userId: assigneeId, teamId }),
      activeRecipients.bind(schema, { userId: previousAssigneeId ?? null, teamId: previousTeamId ?? null }),
    );
    const ids = (rows: readonly object[]) => rows.map((row) => (row as { id: string }).id);
    return { having: ids(having!.rows), former: ids(former!.rows) };
  }
}
