import { sql } from 'kysely';
import {
  entityColumns,
  equals,
  isoUtc,
  tenantList,
  tenantQuery,
  type EntityTable,
  type EntityView,
} from '#libs/database';
import type { WebhookDeliverySchema } from '../domain/webhook-delivery.entity.js';
import type { WebhookFailureSchema } from '../domain/webhook-failure.entity.js';
import { ALL_EVENTS, WebhookSchema } from '../domain/webhook.entity.js';

export interface WebhookTables {
  webhooks: EntityTable<typeof WebhookSchema>;
  webhook_deliveries: EntityTable<typeof WebhookDeliverySchema>;
  webhook_failures: EntityTable<typeof WebhookFailureSchema>;
  entitlements: { name: string; kind: string; is_enabled: boolean };
}

const columns = entityColumns(WebhookSchema, 'w');

type WebhookRow = EntityView<typeof WebhookSchema>;

export type WebhookView = Omit<WebhookRow, 'events'> & {
  /** Null for all. */
  readonly eventTypes: string[] | null;
  /** In the answer that makes it. */
  readonly secret: string | null;
};

export function webhookView(row: WebhookRow): WebhookView {
  const { events, ...shown } = columns.view(row);
  return { ...shown, eventTypes: events.includes(ALL_EVENTS) ? null : events, secret: null };
}

export const webhookById = tenantQuery<WebhookTables, { id: string }>()((db, p) =>
  db.selectFrom('webhooks as w').select(columns.select).where('w.id', '=', p('id')),
);

export interface WebhookHealth {
  readonly failingSince: string | null;
  readonly consecutiveFailures: number;
  readonly waiting: number;
}

/** How it fares; apart from the webhook, which changes only when somebody changes it. */
export const webhookHealth = tenantQuery<WebhookTables, { id: string }>()((db, p) =>
  db
    .selectFrom('webhooks as w')
    .leftJoin('webhook_failures as f', 'f.webhook_id', 'w.id')
    .select(['f.failing_since as failingSince', 'f.consecutive_failures as consecutiveFailures'])
    .select((eb) =>
      eb
        .selectFrom('webhook_deliveries as d')
        .select(sql<number>`count(*)::integer`.as('count'))
        .whereRef('d.webhook_id', '=', 'w.id')
        .where('d.next_attempt_at', 'is not', null)
        .as('waiting'),
    )
    .where('w.id', '=', p('id')),
);

export function webhookHealthView({
  failingSince,
  consecutiveFailures,
  waiting,
}: typeof webhookHealth.row): WebhookHealth {
  return {
    failingSince: failingSince && isoUtc(failingSince),
    consecutiveFailures: consecutiveFailures ?? 0,
    waiting: waiting ?? 0,
  };
}

export const webhookList = tenantList<WebhookTables>()({
  name: 'webhooks',
  rows: (db) => db.selectFrom('webhooks as w').select(columns.select),
  id: 'w.id',
  updatedAt: 'w.updated_at',
  filters: { isActive: equals('w.is_active') },
  sorts: { createdAt: { column: 'w.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  view: webhookView,
});

export const enabledWebhookCount = tenantQuery<WebhookTables>()((db) =>
  db
    .selectFrom('webhooks as w')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('w.is_active', '=', true),
);

/** Whether anything is to be sent at all: the plan includes it, and there is a webhook that is not disabled. */
export const hasWebhooks = tenantQuery<WebhookTables>()((db) =>
  db
    .selectFrom('entitlements as e')
    .select('e.name')
    .where('e.name', '=', 'webhooks')
    .where('e.kind', '=', 'feature')
    .where('e.is_enabled', '=', true)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('webhooks as w')
          .select(sql`1`.as('one'))
          .where('w.is_active', '=', true),
      ),
    ),
);
