// Past the unit of work: what waits to be mailed is a queue, taken in the transaction that queues the mail so that nothing is mailed twice.
import { sql } from 'kysely';
import { insertRows, tenantQuery, type Statement } from '#libs/database';
import { uuidv7 } from '#libs/kernel';
import type { MailTables } from './notification-mail.queries.js';

export interface WaitingText {
  readonly userId: string;
  readonly title: string;
  readonly message: string;
  readonly dueAt: Date;
}

const columns = {
  id: 'uuid',
  user_id: 'uuid',
  title: 'varchar',
  message: 'text',
  due_at: 'timestamptz',
  created_at: 'timestamptz',
} as const;

export function insertWaiting(schema: string, texts: readonly WaitingText[], at: Date): Statement {
  const rows = texts.map(({ userId, title, message, dueAt }) => ({
    id: uuidv7(),
    user_id: userId,
    title: title.slice(0, 255),
    message,
    due_at: dueAt,
    created_at: at,
  }));
  return insertRows(schema, 'notification_mails', columns, rows);
}

const taking = ['m.id', 'm.title', 'm.message', 'm.created_at as createdAt'] as const;

/** All that waits for somebody; what another process has taken is not among it. */
export const takeWaiting = tenantQuery<MailTables, { userId: string }>()((db, p) =>
  db
    .deleteFrom('notification_mails as m')
    .where('m.user_id', '=', p('userId'))
    .returning([...taking]),
);

/** Where one mail a day is sent only what is due: the rest belongs to the next one. */
export const takeDue = tenantQuery<MailTables, { userId: string }>()((db, p) =>
  db
    .deleteFrom('notification_mails as m')
    .where('m.user_id', '=', p('userId'))
    .where('m.due_at', '<=', sql<string>`now()`)
    .returning([...taking]),
);

export const postpone = tenantQuery<MailTables, { userId: string; at: Date }>()((db, p) =>
  db
    .updateTable('notification_mails as m')
    .set({ due_at: sql`${p('at')}::timestamptz` })
    .where('m.user_id', '=', p('userId'))
    .where('m.due_at', '<', sql<string>`${p('at')}::timestamptz`),
);
