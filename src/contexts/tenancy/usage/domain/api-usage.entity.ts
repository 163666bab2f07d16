import { defineEntity, p, PrimaryKeyProp } from '@mikro-orm/core';

export const ApiUsageSchema = defineEntity({
  name: 'ApiUsage',
  tableName: 'api_usage',
  schema: '*',
  properties: {
    day: p.date().primary(),
    principal: p.string().primary(),
    calls: p.bigint('number').onCreate(() => 0),
    errors: p.bigint('number').onCreate(() => 0),
    updatedAt: p.datetime().onCreate(() => new Date()),
  },
});

/** Calls of one user or API key on one day. */
export class ApiUsage extends ApiUsageSchema.class {
  declare [PrimaryKeyProp]?: ['day', 'principal'];
}
ApiUsageSchema.setClass(ApiUsage);
