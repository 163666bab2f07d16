import { Injectable } from '@nestjs/common';
import type { WorkOrderHelped, WorkOrderUnassigned } from '#contexts/work-orders';
import { TenantDb } from '#libs/database';
import type { DomainEvent } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { assigned, helping, unassigned } from './assignment-notice.js';
import { NotificationService } from './notification.service.js';
import { activeRecipients } from './recipient.queries.js';

/** Notifies the new and the former assignees of a work order, but nobody about their own action. */
@Injectable()
export class AssignmentNoticeService {
  constructor(
    private readonly notifications: NotificationService,
    private readonly db: TenantDb,
  ) {}

  async notifyAssignees(event: DomainEvent<WorkOrderUnassigned>): Promise<void> {
    const { byId } = event.payload;
    const { current, former } = await this.findRecipients(event.payload);
    const gained = current.filter((id) => id !== byId);
    const lost = former.filter((id) => id !== byId && !current.includes(id));
    const notices = [...gained.map((id) => assigned(event, id)), ...lost.map((id) => unassigned(event, id))];
    if (notices.length > 0) await this.notifications.notify(...notices);
  }

  async notifyHelper(event: DomainEvent<WorkOrderHelped>): Promise<void> {
    const { userId, byId } = event.payload;
    if (userId !== byId) await this.notifications.notify(helping(event));
  }

  /** The active users of both assignments, directly or through their team. */
  private async findRecipients({ assigneeId, teamId, previousAssigneeId, previousTeamId }: WorkOrderUnassigned) {
    const { schema } = currentTenant();
    const [current, former] = await this.db.batch(
      activeRecipients.bind(schema, { userId: assigneeId, teamId }),
      activeRecipients.bind(schema, { userId: previousAssigneeId ?? null, teamId: previousTeamId ?? null }),
    );
    const ids = (rows: readonly object[]) => rows.map((row) => (row as { id: string }).id);
    return { current: ids(current!.rows), former: ids(former!.rows) };
  }
}
