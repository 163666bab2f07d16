import { platformQuery } from '#libs/database';

interface Tables {
  domains: { tenant_id: string; domain: string; is_primary: boolean; is_verified: boolean };
}

export const primaryDomain = platformQuery<Tables, { tenantId: string }>()((db, p) =>
  db
    .selectFrom('domains as d')
    .select('d.domain')
    .where('d.tenant_id', '=', p('tenantId'))
    .where('d.is_primary', '=', true)
    .where('d.is_verified', '=', true),
);
