import { defineEntity, p } from '@mikro-orm/core';

export const UsageCounterSchema = defineEntity({
  name: 'UsageCounter',
  tableName: 'usage_counters',
  schema: '*',
  properties: {
    name: p.string().primary(),
    used: p.bigint('number').onCreate(() => 0),
    resetsAt: p.datetime().nullable(),
    recountedAt: p.datetime().nullable(),
    warnedPercent: p.smallint().onCreate(() => 0),
    updatedAt: p.datetime().onCreate(() => new Date()),
  },
});

/** How much of one limit is in use. Changed by the transaction that uses it. */
export class UsageCounter extends UsageCounterSchema.class {}
UsageCounterSchema.setClass(UsageCounter);
