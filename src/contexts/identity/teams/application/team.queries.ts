import { sql, type Kysely } from 'kysely';
import { equals, isoUtc, tenantList, tenantQuery, type Condition } from '#libs/database';
import type { IdentityTables, TeamTable } from '../../identity.tables.js';

const teams = (db: Kysely<IdentityTables>) =>
  db
    .selectFrom('teams as t')
    .select([
      't.id',
      't.name',
      't.description',
      't.team_lead_id',
      't.is_active',
      't.version',
      't.created_at',
      't.updated_at',
    ])
    .select((eb) =>
      eb
        .selectFrom('team_members as m')
        .select(sql<number>`count(*)::int`.as('count'))
        .whereRef('m.team_id', '=', 't.id')
        .as('member_count'),
    );

export const teamById = tenantQuery<IdentityTables, { id: string }>()((db, p) => teams(db).where('t.id', '=', p('id')));

/** Who belongs to a team is shown with it; nobody edited it, so its version stays. */
export const touchTeam = tenantQuery<IdentityTables, { id: string; at: Date }>()((db, p) =>
  db
    .updateTable('teams as t')
    .set({ updated_at: sql`${p('at')}::timestamptz` })
    .where('t.id', '=', p('id')),
);

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

export type TeamView = ReturnType<typeof teamView>;

export function teamView(row: TeamTable & { member_count: number | null }) {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    teamLeadId: row.team_lead_id,
    isActive: row.is_active,
    memberCount: row.member_count ?? 0,
    version: row.version,
    createdAt: isoUtc(row.created_at),
    updatedAt: isoUtc(row.updated_at),
  };
}

export const memberList = tenantList<IdentityTables>()({
  name: 'team members',
  rows: (db) =>
    db
      .selectFrom('team_members as m')
      .innerJoin('users as u', 'u.id', 'm.user_id')
      .select(['u.id', 'u.first_name', 'u.last_name', 'u.email', 'u.role', 'u.is_active', 'm.joined_at']),
  id: 'm.id',
  filters: { team: equals('m.team_id'), active: equals('u.is_active') },
  sorts: {
    lastName: { column: 'u.last_name', type: 'name', nullsAs: '' },
    joinedAt: { column: 'm.joined_at', type: 'timestamptz' },
  },
  defaultSort: 'lastName',
  view: (row) => ({
    userId: row.id,
    firstName: row.first_name,
    lastName: row.last_name,
    email: row.email,
    role: row.role,
    isActive: row.is_active,
    joinedAt: isoUtc(row.joined_at),
  }),
});

export type MemberView = ReturnType<typeof memberList.spec.view>;
