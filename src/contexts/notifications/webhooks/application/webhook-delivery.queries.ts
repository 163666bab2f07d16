import { sql } from 'kysely';
import { entityColumns, equals, tenantList, tenantQuery, type EntityView } from '#libs/database';
import { WebhookDeliverySchema } from '../domain/webhook-delivery.entity.js';
import { messageBody } from '../../messages/application/event-message.js';
import type { WebhookTables } from './webhook.queries.js';

const columns = entityColumns(WebhookDeliverySchema, 'd');

type DeliveryRow = EntityView<typeof WebhookDeliverySchema>;

export type WebhookDeliveryView = Omit<DeliveryRow, 'payload'> & { readonly requestBody: string };

export function webhookDeliveryView(row: DeliveryRow): WebhookDeliveryView {
  const { payload, ...shown } = columns.view(row);
  return { ...shown, requestBody: messageBody(payload) };
}

export const deliveryList = tenantList<WebhookTables>()({
  name: 'webhook deliveries',
  rows: (db) => db.selectFrom('webhook_deliveries as d').select(columns.select),
  id: 'd.id',
  filters: { webhookId: equals('d.webhook_id'), status: equals('d.status'), eventType: equals('d.event_type') },
  sorts: { createdAt: { column: 'd.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  view: webhookDeliveryView,
});

export const deliveryById = tenantQuery<WebhookTables, { webhookId: string; id: string }>()((db, p) =>
  db
    .selectFrom('webhook_deliveries as d')
    .select(columns.select)
    .where('d.webhook_id', '=', p('webhookId'))
    .where('d.id', '=', p('id')),
);

export const webhookOfDeliveries = tenantQuery<WebhookTables, { id: string }>()((db, p) =>
  db.selectFrom('webhooks as w').select('w.id').where('w.id', '=', p('id')),
);

/** Enabled webhooks at which something is due: how much, up to a few, and whether nothing arrives there. */
export const dueWebhooks = tenantQuery<WebhookTables, { most: number }>()((db, p) =>
  db
    .selectFrom('webhooks as w')
    .leftJoin('webhook_failures as f', 'f.webhook_id', 'w.id')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom((few) =>
            few
              .selectFrom('webhook_deliveries as d')
              .select('d.id')
              .whereRef('d.webhook_id', '=', 'w.id')
              .where('d.next_attempt_at', '<=', sql<string>`now()`)
              .limit(sql<number>`${p('most')}::integer`)
              .as('some'),
          )
          .select(sql<number>`count(*)::integer`.as('due'))
          .as('counted'),
      (join) => join.onTrue(),
    )
    .select(['w.id', 'counted.due', sql<boolean>`f.webhook_id is not null`.as('isFailing')])
    .where('w.is_active', '=', true)
    .where('counted.due', '>', 0),
);

/** When there is something to do: an attempt is due, or the oldest delivery is to be deleted after so many days; null for never. */
export const nextWebhookRun = tenantQuery<WebhookTables, { days: number }>()((db, p) =>
  db.selectNoFrom((eb) => {
    const due = eb
      .selectFrom('webhooks as w')
      .innerJoinLateral(
        (inner) =>
          inner
            .selectFrom('webhook_deliveries as d')
            .select('d.next_attempt_at')
            .whereRef('d.webhook_id', '=', 'w.id')
            .where('d.next_attempt_at', 'is not', null)
            .orderBy('d.next_attempt_at')
            .limit(1)
            .as('next'),
        (join) => join.onTrue(),
      )
      .select(sql<string | null>`min(next.next_attempt_at)`.as('at'))
      .where('w.is_active', '=', true);
    const oldest = eb.selectFrom('webhook_deliveries as d').select(sql<string | null>`min(d.created_at)`.as('at'));
    return sql<string | null>`least((${due}), (${oldest}) + make_interval(days => ${p('days')}))::text`.as('at');
  }),
);
