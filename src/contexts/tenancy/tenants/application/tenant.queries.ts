import { sql, type Kysely } from 'kysely';
import { platformQuery } from '#libs/database';
import type { PurchasingRules, UnverifiedAccess } from '../domain/tenant-settings.js';
import type { Role } from '#libs/kernel';
import type { TenantStatus } from '../domain/tenant-status.js';

interface Tables {
  tenants: {
    id: string;
    slug: string;
    name: string;
    schema_name: string;
    status: TenantStatus;
    is_active: boolean;
    schema_version: number;
    settings: unknown;
    status_reason: string | null;
    trial_ends_at: string | null;
    created_at: string;
  };
  domains: { tenant_id: string; domain: string; is_primary: boolean; is_verified: boolean };
  tenant_former_slugs: { slug: string; tenant_id: string; until: string };
}

const registered = (db: Kysely<Tables>) =>
  db
    .selectFrom('tenants as t')
    .select(['t.id', 't.slug', 't.name', 't.schema_name', 't.status', 't.is_active', 't.schema_version'])
    .select([
      sql<string | null>`t.settings ->> 'timezone'`.as('timezone'),
      sql<string | null>`t.settings ->> 'locale'`.as('locale'),
      sql<Role[] | null>`t.settings -> 'twoFactorRequiredFor'`.as('two_factor_required_for'),
      sql<string | null>`t.settings ->> 'twoFactorGraceUntil'`.as('two_factor_grace_until'),
      sql<UnverifiedAccess | null>`t.settings ->> 'unverifiedUsers'`.as('unverified_users'),
      sql<boolean | null>`(t.settings ->> 'impersonationAllowed')::boolean`.as('impersonation_allowed'),
      sql<PurchasingRules['approvalLimit']>`t.settings -> 'purchaseApprovalLimit'`.as('approval_limit'),
      sql<number | null>`(t.settings ->> 'overReceiptPercent')::int`.as('over_receipt_percent'),
    ]);

export const tenantWithId = platformQuery<Tables, { id: string }>()((db, p) =>
  registered(db).where('t.id', '=', p('id')),
);

export const tenantsWithIds = platformQuery<Tables, { ids: readonly string[] }>()((db, p) =>
  registered(db).where(sql<boolean>`t.id = any(${p('ids')}::uuid[])`),
);

/** Slices by the last two bytes of the id, which are random. */
export const tenantsOfSlice = platformQuery<Tables, { slice: number; slices: number }>()((db, p) =>
  registered(db).where(
    sql<boolean>`(get_byte(uuid_send(t.id), 14) * 256 + get_byte(uuid_send(t.id), 15)) % ${p('slices')}::int = ${p('slice')}::int`,
  ),
);

export const tenantWithSlug = platformQuery<Tables, { slug: string }>()((db, p) =>
  registered(db).where('t.slug', '=', p('slug')),
);

export const tenantWithSchema = platformQuery<Tables, { schema: string }>()((db, p) =>
  registered(db).where('t.schema_name', '=', p('schema')),
);

/** Those that still lead to their tenant, with what it is called now. */
export const formerSlugs = platformQuery<Tables, { now: Date }>()((db, p) =>
  db
    .selectFrom('tenant_former_slugs as f')
    .innerJoin('tenants as t', 't.id', 'f.tenant_id')
    .select(['f.slug', 't.slug as current', 'f.until'])
    .where(sql<boolean>`f.until > ${p('now')}::timestamptz`),
);

/** The tenant that a slug still leads to, for another one that wants it. */
export const holderOfFormerSlug = platformQuery<Tables, { slug: string; tenantId: string; now: Date }>()((db, p) =>
  db
    .selectFrom('tenant_former_slugs as f')
    .innerJoin('tenants as t', 't.id', 'f.tenant_id')
    .select(['t.id', 't.name'])
    .where('f.slug', '=', p('slug'))
    .where('f.tenant_id', '<>', p('tenantId'))
    .where(sql<boolean>`f.until > ${p('now')}::timestamptz`),
);

/** By a verified domain. */
export const tenantWithDomain = platformQuery<Tables, { domain: string }>()((db, p) =>
  registered(db)
    .innerJoin('domains as d', 'd.tenant_id', 't.id')
    .where('d.domain', '=', p('domain'))
    .where('d.is_verified', '=', true),
);

/** All tenants that a request may name, by a slug or by a verified domain, in one round trip. */
export const namedTenants = platformQuery<Tables, { slugs: readonly string[]; domain: string | null }>()((db, p) => {
  const atDomain = db
    .selectFrom('domains as d')
    .select('d.tenant_id')
    .where('d.domain', '=', p('domain'))
    .where('d.is_verified', '=', true);
  return registered(db)
    .select((eb) => eb('t.id', '=', atDomain).as('is_at_domain'))
    .where((eb) => eb.or([sql<boolean>`t.slug = any(${p('slugs')}::text[])`, eb('t.id', '=', atDomain)]));
});

/** In a stable order, for jobs and migrations. */
export const allTenants = platformQuery<Tables>()((db) => registered(db).orderBy('t.slug'));

const overview = (db: Kysely<Tables>) =>
  registered(db)
    .select(['t.status_reason', 't.trial_ends_at', 't.created_at'])
    .select((eb) =>
      eb
        .selectFrom('domains as d')
        .select('d.domain')
        .whereRef('d.tenant_id', '=', 't.id')
        .where('d.is_primary', '=', true)
        .as('domain'),
    );

export const tenantOverviews = platformQuery<Tables>()((db) => overview(db).orderBy('t.slug'));

export const tenantOverviewById = platformQuery<Tables, { id: string }>()((db, p) =>
  overview(db).where('t.id', '=', p('id')),
);

export const tenantOverview = platformQuery<Tables, { slug: string }>()((db, p) =>
  overview(db).where('t.slug', '=', p('slug')),
);
