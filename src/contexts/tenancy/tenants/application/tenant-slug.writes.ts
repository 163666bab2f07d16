// Past the unit of work: also written by the migrator's connection, in the transaction that makes a tenant.
import { platformQuery, type EntityTable, type PreparedQuery } from '#libs/database';
import type { TenantFormerSlugSchema } from '../domain/tenant-former-slug.entity.js';

interface Tables {
  tenant_former_slugs: EntityTable<typeof TenantFormerSlugSchema>;
  domains: { tenant_id: string; domain: string };
}

interface Taken {
  slug: string;
  tenantId: string;
  now: Date;
}

/** Whoever takes a slug ends what is kept of it: for itself, and for others whose time is over. */
export const freeFormerSlug: PreparedQuery<Taken, unknown> = platformQuery<Tables, Taken>()((db, p) =>
  db
    .deleteFrom('tenant_former_slugs')
    .where('slug', '=', p('slug'))
    .where((eb) => eb.or([eb('tenant_id', '=', p('tenantId')), eb('until', '<=', p('now') as unknown as string)])),
);

/** From another tenant only what is over can be there still, which whoever has the slug now takes the place of. */
export const keepFormerSlug = platformQuery<Tables, { slug: string; tenantId: string; until: Date }>()((db, p) =>
  db
    .insertInto('tenant_former_slugs')
    .values({ slug: p('slug'), tenant_id: p('tenantId'), until: p('until') as unknown as string })
    .onConflict((conflict) =>
      conflict.column('slug').doUpdateSet((eb) => ({
        tenant_id: eb.ref('excluded.tenant_id'),
        until: eb.ref('excluded.until'),
      })),
    ),
);

/** The address below the base domain, where the tenant has one. */
export const renameDomain = platformQuery<Tables, { tenantId: string; from: string; to: string }>()((db, p) =>
  db
    .updateTable('domains')
    .set({ domain: p('to') })
    .where('tenant_id', '=', p('tenantId'))
    .where('domain', '=', p('from')),
);
