import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { TenancyReadContract } from '#contexts/tenancy';
import { equals, isoUtc, platformQuery, tenantList } from '#libs/database';

type Tables = Pick<TenancyReadContract, 'tenants'> & {
  kept_mails: { id: string; tenant_id: string | null; template: string; recipient: string; created_at: string };
};

/** Not what they say: links in mails open accounts. */
const mails = (db: Kysely<Tables>) =>
  db
    .selectFrom('kept_mails as m')
    .leftJoin('tenants as t', 't.id', 'm.tenant_id')
    .select(['m.id', 'm.template', 'm.recipient', 'm.tenant_id as tenantId', 't.slug as tenantSlug'])
    .select('m.created_at as createdAt');

export const keptMailById = platformQuery<Tables, { id: string }>()((db, p) => mails(db).where('m.id', '=', p('id')));

export type KeptMailView = (typeof keptMailById)['row'];

export const keptMailView = (row: KeptMailView): KeptMailView => ({ ...row, createdAt: isoUtc(row.createdAt) });

/** In the words of the index. */
const isTo = (address: unknown): RawBuilder<boolean> => sql`lower(m.recipient) = lower(${address}::text)`;

export const keptMailList = tenantList<Tables>()({
  name: 'kept mails',
  rows: mails,
  id: 'm.id',
  filters: { tenantId: equals('m.tenant_id'), recipient: isTo },
  sorts: { createdAt: { column: 'm.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  view: keptMailView,
});
