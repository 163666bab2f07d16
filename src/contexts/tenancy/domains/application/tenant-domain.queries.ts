import { domainToUnicode } from 'node:url';
import { sql, type Kysely } from 'kysely';
import { entityColumns, equals, platformQuery, tenantList, type EntityTable } from '#libs/database';
import { TenantDomainSchema } from '../domain/tenant-domain.entity.js';
import { verificationRecord, type CheckResult, type VerificationRecord } from '../domain/verification-record.js';

interface Tables {
  domains: EntityTable<typeof TenantDomainSchema>;
}

const columns = entityColumns(TenantDomainSchema, 'd');

const domains = (db: Kysely<Tables>) => db.selectFrom('domains as d').select(columns.select);

export const domainOfTenant = platformQuery<Tables, { tenantId: string; id: string }>()((db, p) =>
  domains(db).where('d.tenant_id', '=', p('tenantId')).where('d.id', '=', p('id')),
);

export const verifiedElsewhere = platformQuery<Tables, { tenantId: string; domain: string }>()((db, p) =>
  db
    .selectFrom('domains as d')
    .select('d.id')
    .where('d.domain', '=', p('domain'))
    .where('d.is_verified', '=', true)
    .where('d.tenant_id', '<>', p('tenantId')),
);

/** So that nobody else changes the domains of the tenant until the transaction ends. */
export const lockTenant = platformQuery<{ tenants: { id: string } }, { tenantId: string }>()((db, p) =>
  db.selectFrom('tenants as t').select('t.id').where('t.id', '=', p('tenantId')).forNoKeyUpdate(),
);

/** Those that are checked daily and were not for a day. */
export const domainsToCheck = platformQuery<Tables, { tenantId: string; before: Date }>()((db, p) =>
  domains(db)
    .where('d.tenant_id', '=', p('tenantId'))
    .where('d.is_verified', '=', true)
    .where('d.verification_token', 'is not', null)
    .where(sql<boolean>`coalesce(d.checked_at, '-infinity') <= ${p('before')}::timestamptz`),
);

/** When a domain was last checked that is next in turn. */
export const longestUnchecked = platformQuery<Tables, { tenantId: string }>()((db, p) =>
  db
    .selectFrom('domains as d')
    .select((eb) => eb.fn.min('d.checked_at').as('checked_at'))
    .where('d.tenant_id', '=', p('tenantId'))
    .where('d.is_verified', '=', true)
    .where('d.verification_token', 'is not', null),
);

export const domainStatuses = ['pending', 'verified', 'failing', 'lost'] as const;
export type DomainStatus = (typeof domainStatuses)[number];

export interface TenantDomainView {
  readonly id: string;
  readonly domain: string;
  readonly unicodeDomain: string;
  readonly status: DomainStatus;
  readonly isPrimary: boolean;
  readonly record: VerificationRecord | null;
  readonly lastCheck: { readonly at: string; readonly result: CheckResult; readonly found: string[] } | null;
  readonly verifiedAt: string | null;
  readonly failingSince: string | null;
  readonly createdAt: string;
}

export function tenantDomainView(row: typeof domainOfTenant.row): TenantDomainView {
  const { id, domain, isPrimary, verifiedAt, failingSince, createdAt, ...rest } = columns.view(row);
  const { verificationToken: token, checkedAt, checkResult, foundValues } = rest;
  return {
    id,
    domain,
    unicodeDomain: domainToUnicode(domain),
    status: statusOf(row),
    isPrimary,
    record: token === null ? null : verificationRecord(domain, token),
    lastCheck: checkedAt && checkResult ? { at: checkedAt, result: checkResult, found: foundValues } : null,
    verifiedAt,
    failingSince,
    createdAt,
  };
}

function statusOf({ isVerified, failingSince }: typeof domainOfTenant.row): DomainStatus {
  if (isVerified) return failingSince === null ? 'verified' : 'failing';
  return failingSince === null ? 'pending' : 'lost';
}

export const tenantDomainList = tenantList<Tables>()({
  name: 'domains',
  rows: domains,
  id: 'd.id',
  filters: { tenantId: equals('d.tenant_id') },
  sorts: {
    domain: { column: 'd.domain', type: 'text' },
    createdAt: { column: 'd.created_at', type: 'timestamptz' },
  },
  defaultSort: 'domain',
  view: tenantDomainView,
});
