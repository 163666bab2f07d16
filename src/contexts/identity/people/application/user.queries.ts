import { sql } from 'kysely';
import { anyOf, equals, matches, tenantList, tenantQuery } from '#libs/database';
import type { IdentityTables } from '../../identity.tables.js';
import { userColumns } from './user.view.js';

export const userById = tenantQuery<IdentityTables, { id: string }>()((db, p) =>
  db.selectFrom('users as u').select(userColumns.select).where('u.id', '=', p('id')),
);

export const userList = tenantList<IdentityTables>()({
  name: 'users',
  rows: (db) => db.selectFrom('users as u').select(userColumns.select),
  id: 'u.id',
  updatedAt: 'u.updated_at',
  filters: { role: anyOf('u.role'), active: equals('u.is_active'), q: matches('users', 'u') },
  sorts: {
    lastName: { column: 'u.last_name', type: 'name', nullsAs: '' },
    email: { column: 'u.email', type: 'name' },
    createdAt: { column: 'u.created_at', type: 'timestamptz' },
  },
  defaultSort: 'lastName',
  view: userColumns.view,
});

/** The role of a user, and what is granted beyond it. */
export const rightsOfUser = tenantQuery<IdentityTables, { id: string }>()((db, p) =>
  db
    .selectFrom('users as u')
    .select(['u.id', 'u.role', 'u.version'])
    .select((eb) =>
      eb
        .selectFrom('user_permissions as g')
        .select(sql<string[]>`coalesce(array_agg(g.permission order by g.permission), '{}')`.as('granted'))
        .whereRef('g.user_id', '=', 'u.id')
        .as('granted'),
    )
    .where('u.id', '=', p('id')),
);

export const activeHolders = tenantQuery<IdentityTables, { permission: string; roles: readonly string[] }>()((db, p) =>
  db
    .selectFrom('users as u')
    .select('u.id')
    .where('u.is_active', '=', true)
    .where((eb) =>
      eb.or([
        sql<boolean>`u.role = any(${p('roles')}::text[])`,
        eb.exists(
          eb
            .selectFrom('user_permissions as g')
            .select('g.id')
            .whereRef('g.user_id', '=', 'u.id')
            .where('g.permission', '=', p('permission')),
        ),
      ]),
    )
    .orderBy('u.id'),
);

/** Locked until the transaction ends, so that two admins cannot demote each other at the same time. */
export const lockActiveAdmins = tenantQuery<IdentityTables>()((db) =>
  db
    .selectFrom('users as u')
    .select('u.id')
    .where('u.role', '=', 'admin')
    .where('u.is_active', '=', true)
    .orderBy('u.id')
    // not FOR UPDATE, for which all would wait whose new rows name an admin
    .forNoKeyUpdate(),
);

export const lockUser = tenantQuery<IdentityTables, { id: string }>()((db, p) =>
  db.selectFrom('users as u').select('u.id').where('u.id', '=', p('id')).forNoKeyUpdate(),
);

/** The user and the team, each found or not: always one row. */
export const knownTaker = tenantQuery<IdentityTables, { userId: string | null; teamId: string | null }>()((db, p) =>
  db
    .selectFrom(sql<{ one: number }>`(select 1 as one)`.as('asked'))
    .leftJoin('users as u', (join) => join.on('u.id', '=', sql<string>`${p('userId')}::uuid`))
    .leftJoin('teams as t', (join) => join.on('t.id', '=', sql<string>`${p('teamId')}::uuid`))
    .select(['u.role', 'u.is_active as userIsActive', 't.is_active as teamIsActive']),
);

/** In their order. */
export const linkedFacilityIds = tenantQuery<IdentityTables, { userId: string }>()((db, p) =>
  db
    .selectFrom('user_facilities as link')
    .select('link.facility_id as facilityId')
    .where('link.user_id', '=', p('userId'))
    .orderBy('link.facility_id'),
);

/** Anybody beside the first user. */
export const anyColleague = tenantQuery<{ users: { id: string } }>()((db) =>
  db.selectNoFrom((eb) => eb.exists(eb.selectFrom('users').select('id').offset(1)).as('done')),
);

/** As the plan counts them. */
export const activeUsers = tenantQuery<{ users: { is_active: boolean } }>()((db) =>
  db
    .selectFrom('users as u')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('u.is_active', '=', true),
);
