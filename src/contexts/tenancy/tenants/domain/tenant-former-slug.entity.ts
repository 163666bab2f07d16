import { defineEntity, p } from '@mikro-orm/core';

/** So long a slug that a tenant gave up goes on leading to it. */
export const FORMER_SLUG_DAYS = 30;

export const TenantFormerSlugSchema = defineEntity({
  name: 'TenantFormerSlug',
  tableName: 'tenant_former_slugs',
  properties: {
    slug: p.string().primary(),
    tenantId: p.uuid(),
    until: p.datetime(),
  },
});

/** A slug that a tenant had before. Until then nobody else can take it. */
export class TenantFormerSlug extends TenantFormerSlugSchema.class {}
TenantFormerSlugSchema.setClass(TenantFormerSlug);
