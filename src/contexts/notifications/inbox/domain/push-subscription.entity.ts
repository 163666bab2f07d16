import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';

const PushSubscriptionSchema = defineEntity({
  name: 'PushSubscription',
  tableName: 'push_subscriptions',
  schema: '*',
  properties: {
    ...created,
    userId: p.uuid(),
    endpoint: p.text(),
    p256dhKey: p.text(),
    authKey: p.text(),
    userAgent: p.text().nullable(),
    isActive: p.boolean().onCreate(() => true),
  },
});

export class PushSubscription extends PushSubscriptionSchema.class {}
PushSubscriptionSchema.setClass(PushSubscription);
