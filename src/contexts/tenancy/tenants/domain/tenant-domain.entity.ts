import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';

export const TenantDomainSchema = defineEntity({
  name: 'TenantDomain',
  tableName: 'domains',
  properties: {
    ...created,
    tenantId: p.uuid(),
    domain: p.string(),
    isPrimary: p.boolean().onCreate(() => false),
    isVerified: p.boolean().onCreate(() => false),
    verificationToken: p.string().nullable(),
    verifiedAt: p.datetime().nullable(),
  },
});

/** A host name of a tenant; it counts only once it is verified. */
export class TenantDomain extends TenantDomainSchema.class {}
TenantDomainSchema.setClass(TenantDomain);
