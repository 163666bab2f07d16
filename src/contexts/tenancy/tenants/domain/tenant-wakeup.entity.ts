import { defineEntity, p, PrimaryKeyProp } from '@mikro-orm/core';

export const TenantWakeupSchema = defineEntity({
  name: 'TenantWakeup',
  tableName: 'tenant_wakeups',
  properties: {
    tenantId: p.uuid().primary(),
    kind: p.string().primary(),
    dueAt: p.datetime(),
    waitingSince: p.datetime().nullable(),
    id: p.uuid(),
    failures: p.integer().onCreate(() => 0),
    lastError: p.text().nullable(),
    failedAt: p.datetime().nullable(),
  },
});

/** When a tenant next has work of one kind; a tenant without such work has no row. */
export class TenantWakeup extends TenantWakeupSchema.class {
  declare [PrimaryKeyProp]?: ['tenantId', 'kind'];
}
TenantWakeupSchema.setClass(TenantWakeup);
