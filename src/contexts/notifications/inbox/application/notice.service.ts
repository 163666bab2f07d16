import { Injectable } from '@nestjs/common';
import { TenancyFacade } from '#contexts/tenancy';
import { TenantDb } from '#libs/database';
import type { DomainEvent } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { AccountRecipientsService } from '../../catalogue/application/account-recipients.service.js';
import type { Concern } from '../../catalogue/application/concern.js';
import { textFor } from '../../catalogue/application/notification-text.js';
import type { NotificationType } from '../../catalogue/application/notification-type.js';
import { typesOn } from '../../catalogue/application/notification-catalogue.js';
import { NotificationService } from './notification.service.js';
import { readersAmong } from './reader.queries.js';
import { RequestRecipientsService } from '../../catalogue/application/request-recipients.service.js';
import { WorkOrderRecipientsService } from '../../catalogue/application/work-order-recipients.service.js';

interface Draft {
  readonly type: NotificationType;
  readonly concern: Concern<unknown>;
  readonly userId: string;
}

/** Tells people of events, by the table of notification types. */
@Injectable()
export class NoticeService {
  constructor(
    private readonly notifications: NotificationService,
    private readonly db: TenantDb,
    private readonly tenancy: TenancyFacade,
    private readonly workOrders: WorkOrderRecipientsService,
    private readonly requests: RequestRecipientsService,
    private readonly account: AccountRecipientsService,
  ) {}

  async tellOf(event: DomainEvent): Promise<void> {
    const { workOrders, requests, account } = this;
    const told = new Set<string>(actorOf(event));
    const drafts: Draft[] = [];
    for (const type of typesOn(event.type)) {
      const concerns = await type.find({ workOrders, requests, account }, event);
      const found = concerns.flatMap((concern) => draftsOf(type, concern, told));
      for (const { userId } of found) told.add(userId);
      drafts.push(...found);
    }
    await this.write(drafts);
  }

  /** Tells of what is no event. */
  async tell(type: NotificationType, concern: Concern<unknown>): Promise<void> {
    await this.write(draftsOf(type, concern, new Set()));
  }

  /** In the words of each reader. Who is not active any more is left out. */
  private async write(drafts: readonly Draft[]): Promise<void> {
    if (drafts.length === 0) return;
    const userIds = [...new Set(drafts.map(({ userId }) => userId))];
    const { id, timezone } = currentTenant();
    const [readers, tenant] = await Promise.all([this.db.run(readersAmong, { userIds }), this.tenancy.tenantById(id)]);
    const usual = { locale: tenant?.locale ?? 'en', timezone };
    const byId = new Map(readers.map((reader) => [reader.id, reader]));
    const notices = drafts.flatMap(({ type: { type, texts }, concern: { data, link }, userId }) => {
      const reader = byId.get(userId);
      if (!reader) return [];
      const form = { locale: reader.locale ?? usual.locale, timezone: reader.timezone ?? usual.timezone };
      return [{ userId, type, link, ...textFor(texts, data, form) }];
    });
    if (notices.length > 0) await this.notifications.notify(...notices);
  }
}

function draftsOf(type: NotificationType, concern: Concern<unknown>, told: ReadonlySet<string>): Draft[] {
  return [...new Set(concern.userIds)].flatMap((userId) => (told.has(userId) ? [] : [{ type, concern, userId }]));
}

/** Whoever caused it; nobody where the system did. */
function actorOf({ payload }: DomainEvent): string[] {
  const { byId } = payload as { readonly byId?: string | null };
  return byId ? [byId] : [];
}
