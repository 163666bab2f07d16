import { defineEntity, p } from '@mikro-orm/core';

export const EntitlementSchema = defineEntity({
  name: 'Entitlement',
  tableName: 'entitlements',
  schema: '*',
  properties: {
    name: p.string().primary(),
    kind: p.string().$type<'limit' | 'feature'>(),
    limitValue: p.bigint('number').nullable(),
    isEnabled: p.boolean().onCreate(() => true),
    planSlug: p.string().nullable(),
    updatedAt: p.datetime().onCreate(() => new Date()),
  },
});

/** The tenant's copy of one limit or feature of its plan. */
export class Entitlement extends EntitlementSchema.class {}
EntitlementSchema.setClass(Entitlement);
