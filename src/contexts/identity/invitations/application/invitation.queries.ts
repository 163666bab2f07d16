import { sql, type Kysely } from 'kysely';
import { entityColumns, tenantList, tenantQuery } from '#libs/database';
import type { IdentityTables } from '../../identity.tables.js';
import { InvitationSchema } from '../domain/invitation.entity.js';

const columns = entityColumns(InvitationSchema, 'i');

const invitations = (db: Kysely<IdentityTables>) => db.selectFrom('invitations as i').select(columns.select);

export const invitationById = tenantQuery<IdentityTables, { id: string }>()((db, p) =>
  invitations(db).where('i.id', '=', p('id')),
);

export type InvitationRow = (typeof invitationById)['row'];
export const invitationRow = columns.view<InvitationRow>;

/** Accepted ones are over for good, expired ones can be sent again. */
const isAccepted = (value: unknown) => sql<boolean>`(i.accepted_at is not null) = ${value}::boolean`;

export const invitationList = tenantList<IdentityTables>()({
  name: 'invitations',
  rows: invitations,
  id: 'i.id',
  updatedAt: 'i.updated_at',
  filters: { accepted: isAccepted },
  sorts: { createdAt: { column: 'i.created_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  view: invitationRow,
});

/** The invitation of a valid token, which stays unused. */
export const invitationByToken = tenantQuery<IdentityTables, { hash: string; at: Date }>()((db, p) =>
  db
    .selectFrom('invitations as i')
    .select(['i.id', 'i.email'])
    .where('i.token_hash', '=', p('hash'))
    .where('i.accepted_at', 'is', null)
    .where(sql<boolean>`i.expires_at > ${p('at')}::timestamptz`),
);

export const openInvitation = tenantQuery<IdentityTables, { email: string }>()((db, p) =>
  db
    .selectFrom('invitations as i')
    .select('i.id')
    .where(sql`lower(i.email)`, '=', p('email'))
    .where('i.accepted_at', 'is', null),
);

/** Teams that people can join, of these. */
export const activeTeams = tenantQuery<IdentityTables, { ids: readonly string[] }>()((db, p) =>
  db
    .selectFrom('teams as t')
    .select('t.id')
    .where(sql<boolean>`t.id = any(${p('ids')}::uuid[])`)
    .where('t.is_active', '=', true)
    .orderBy('t.id'),
);

export const nameOfUser = tenantQuery<IdentityTables, { id: string }>()((db, p) =>
  db.selectFrom('users as u').select(['u.first_name', 'u.last_name', 'u.email']).where('u.id', '=', p('id')),
);
