import { sql } from 'kysely';
import type { TenancyReadContract } from '#contexts/tenancy';
import { entityColumns, equals, tenantList, tenantQuery, type Condition, type EntityView } from '#libs/database';
import type { IdentityTables } from '../../identity.tables.js';
import { ApiKeySchema } from '../domain/api-key.entity.js';

const columns = entityColumns(ApiKeySchema, 'k');

export type ApiKeyView = EntityView<typeof ApiKeySchema> & {
  /** The key itself, in the answer that makes it. */
  readonly key: string | null;
};

export function apiKeyView(row: EntityView<typeof ApiKeySchema>): ApiKeyView {
  return { ...columns.view(row), key: null };
}

export const apiKeyById = tenantQuery<IdentityTables, { id: string }>()((db, p) =>
  db.selectFrom('api_keys as k').select(columns.select).where('k.id', '=', p('id')),
);

/** Neither revoked nor expired. */
const usable: Condition = (value) =>
  sql`(k.revoked_at is null and (k.expires_at is null or k.expires_at > now())) = ${value}::boolean`;

export const apiKeyList = tenantList<IdentityTables>()({
  name: 'API keys',
  rows: (db) => db.selectFrom('api_keys as k').select(columns.select),
  id: 'k.id',
  updatedAt: 'k.updated_at',
  filters: { createdById: equals('k.created_by'), usable },
  sorts: { createdAt: { column: 'k.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  view: apiKeyView,
});

type Tables = IdentityTables & Pick<TenancyReadContract, 'entitlements'>;

/** A key that is neither revoked nor expired, of an active user: with what both may do, and whether the plan includes keys. */
export const liveApiKey = tenantQuery<Tables, { hash: string; at: Date }>()((db, p) =>
  db
    .selectFrom('api_keys as k')
    .innerJoin('users as u', 'u.id', 'k.created_by')
    .select(['k.id', 'k.name', 'k.scopes', 'k.expires_at', 'k.last_used_at', 'u.id as user_id', 'u.role'])
    .select('u.is_verified')
    .select((eb) =>
      eb
        .selectFrom('user_permissions as g')
        .select(sql<string[]>`coalesce(array_agg(g.permission), '{}')`.as('granted'))
        .whereRef('g.user_id', '=', 'u.id')
        .as('granted'),
    )
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('entitlements as e')
            .select('e.name')
            .where('e.name', '=', 'api_access')
            .where('e.kind', '=', 'feature')
            .where('e.is_enabled', '=', true),
        )
        .as('is_in_plan'),
    )
    .where('k.key_hash', '=', p('hash'))
    .where('k.revoked_at', 'is', null)
    .where(sql<boolean>`(k.expires_at is null or k.expires_at > ${p('at')}::timestamptz)`)
    .where('u.is_active', '=', true),
);
