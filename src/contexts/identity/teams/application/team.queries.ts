import { sql, type Kysely } from 'kysely';
import { entityColumns, equals, tenantList, tenantQuery, type Condition } from '#libs/database';
import type { IdentityTables } from '../../identity.tables.js';
import { UserSchema } from '../../people/domain/user.entity.js';
import { TeamMemberSchema } from '../domain/team-member.entity.js';
import { TeamSchema } from '../domain/team.entity.js';

const columns = entityColumns(TeamSchema, 't');

const teams = (db: Kysely<IdentityTables>) =>
  db
    .selectFrom('teams as t')
    .select(columns.select)
    .select((eb) =>
      sql<number>`${eb
        .selectFrom('team_members as m')
        .select(sql<number>`count(*)::int`.as('count'))
        .whereRef('m.team_id', '=', 't.id')}`.as('memberCount'),
    );

export const teamById = tenantQuery<IdentityTables, { id: string }>()((db, p) => teams(db).where('t.id', '=', p('id')));

export type TeamView = (typeof teamById)['row'];
export const teamView = columns.view<TeamView>;

/** Part of the name, in any case. */
const named: Condition = (value) =>
  sql`t.name ilike '%' || regexp_replace(${value}::text, '([\\\\%_])', '\\\\\\1', 'g') || '%'`;

export const teamList = tenantList<IdentityTables>()({
  name: 'teams',
  rows: teams,
  id: 't.id',
  updatedAt: 't.updated_at',
  filters: { active: equals('t.is_active'), q: named },
  sorts: { name: { column: 't.name', type: 'name' }, createdAt: { column: 't.created_at', type: 'timestamptz' } },
  defaultSort: 'name',
  view: teamView,
});

const members = entityColumns(TeamMemberSchema, 'm', ['userId', 'joinedAt']);
const people = entityColumns(UserSchema, 'u', ['firstName', 'lastName', 'email', 'role', 'isActive']);

export const memberList = tenantList<IdentityTables>()({
  name: 'team members',
  rows: (db) =>
    db
      .selectFrom('team_members as m')
      .innerJoin('users as u', 'u.id', 'm.user_id')
      .select(members.select)
      .select(people.select),
  id: 'm.id',
  filters: { team: equals('m.team_id'), active: equals('u.is_active') },
  sorts: {
    lastName: { column: 'u.last_name', type: 'name', nullsAs: '' },
    joinedAt: { column: 'm.joined_at', type: 'timestamptz' },
  },
  defaultSort: 'lastName',
  view: members.view,
});

export type MemberView = (typeof memberList)['row'];
