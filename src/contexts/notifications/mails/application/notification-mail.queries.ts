import { sql } from 'kysely';
import type { IdentityReadContract } from '#contexts/identity';
import { tenantQuery, type EntityTable } from '#libs/database';
import type { NotificationMailSchema } from '../domain/notification-mail.entity.js';

export interface MailTables extends IdentityReadContract {
  notification_mails: EntityTable<typeof NotificationMailSchema>;
}

const now = sql<string>`now()`;

/** People for whom something is due, those who wait longest first. An address that is not verified may be a stranger's. */
export const recipientsDue = tenantQuery<MailTables, { limit: number }>()((db, p) =>
  db
    .selectFrom('notification_mails as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['u.id', 'u.email', 'u.locale', 'u.timezone'])
    .select((eb) => eb.and([eb('u.is_active', '=', true), eb('u.is_verified', '=', true)]).as('canBeMailed'))
    .select(sql<string>`min(m.created_at)`.as('toldAt'))
    .where('m.due_at', '<=', now)
    .groupBy('u.id')
    .orderBy(sql`min(m.due_at)`)
    .orderBy('u.id')
    .limit(p('limit')),
);

/** One row with `at`, null for never. */
export const nextMailRun = tenantQuery<MailTables>()((db) =>
  db.selectFrom('notification_mails as m').select(sql<string | null>`min(m.due_at)::text`.as('at')),
);
