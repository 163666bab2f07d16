// Past the unit of work: claims belong to processes, each statement writes only while its process holds the lease, and sending is not audited.
// The first mail of a tenant is written in the transaction that makes it.
import { sql, type Kysely } from 'kysely';
import { tenantQuery, unnamed, type Params, type Statement } from '#libs/database';
import type { QueuedMail } from './mail.entity.js';
import { daysAgo, inSeconds, now, perTable, type MailTable, type MailTables } from './mail-table.js';

interface Held {
  readonly id: string;
  readonly lease: string;
}

/** Longer than a mail may take (see MailSender): a mail whose process died is sent by another one then. */
export const LEASE_SECONDS = 120;
export const MAX_ATTEMPTS = 30;
const LONGEST_ERROR = 500;

const inserting = tenantQuery<MailTables, QueuedMail & { id: string }>()((db, p) =>
  db.insertInto('mails').values({
    id: p('id'),
    template: p('template'),
    locale: p('locale'),
    recipient: p('recipient'),
    content: p('content'),
    status: 'queued',
    attempts: 0,
    valid_until: p('validUntil') as unknown as string,
    created_at: now,
  }),
);

export function insertMail(schema: string, id: string, mail: QueuedMail): Statement {
  return unnamed(inserting.bind(schema, { id, ...mail }));
}

/** What it said is of no use any more. */
const over = { due_at: null, lease: null, content: null };

const claiming = perTable((table) =>
  tenantQuery<MailTables, { limit: number }>()((db, p) =>
    db
      .with(
        (cte) => cte('due').materialized(),
        (qb) =>
          qb
            .selectFrom(`${table} as d`)
            .select('d.id')
            .where('d.due_at', '<=', now)
            .orderBy('d.due_at')
            .orderBy('d.id')
            .limit(p('limit'))
            .forUpdate()
            .skipLocked(),
      )
      .updateTable(`${table} as m`)
      .from('due')
      .set({ attempts: sql`m.attempts + 1`, lease: sql`gen_random_uuid()`, due_at: inSeconds(sql.lit(LEASE_SECONDS)) })
      .whereRef('m.id', '=', 'due.id')
      .returning([
        'm.id',
        'm.template',
        'm.locale',
        'm.recipient',
        'm.content',
        'm.attempts',
        'm.lease',
        'm.valid_until',
      ]),
  ),
);

const whileHeld = (db: Kysely<MailTables>, p: Params<Held>, table: 'mails') =>
  db.updateTable(`${table} as m`).where('m.id', '=', p('id')).where('m.lease', '=', p('lease'));

const marking = perTable((table) =>
  tenantQuery<MailTables, Held>()((db, p) =>
    whileHeld(db, p, table).set({ ...over, status: 'sent', sent_at: now, last_error: null }),
  ),
);

const failing = perTable((table) =>
  tenantQuery<MailTables, Held & { error: string }>()((db, p) =>
    whileHeld(db, p as never, table).set({ ...over, status: 'failed', last_error: p('error') }),
  ),
);

const postponing = perTable((table) =>
  tenantQuery<MailTables, Held & { seconds: number; error: string }>()((db, p) =>
    whileHeld(db, p as never, table).set({ lease: null, due_at: inSeconds(p('seconds')), last_error: p('error') }),
  ),
);

const givingBack = perTable((table) =>
  tenantQuery<MailTables, Held>()((db, p) =>
    whileHeld(db, p, table).set({ lease: null, due_at: now, attempts: sql`m.attempts - 1` }),
  ),
);

const failingLost = perTable((table) =>
  tenantQuery<MailTables>()((db) =>
    db
      .updateTable(`${table} as m`)
      .set({ ...over, status: 'failed', last_error: sql`coalesce(m.last_error, 'its process died each time')` })
      .where('m.due_at', '<=', now)
      .where('m.attempts', '>=', sql.lit(MAX_ATTEMPTS)),
  ),
);

const deleting = perTable((table) =>
  tenantQuery<MailTables, { days: number }>()((db, p) =>
    db
      .deleteFrom(`${table} as m`)
      .where('m.created_at', '<', daysAgo(p('days')))
      .where('m.due_at', 'is', null),
  ),
);

const keyOf = ({ id, lease }: Held): Held => ({ id, lease });
const short = (error: string): string => error.slice(0, LONGEST_ERROR);

export const claimDue = (table: MailTable, limit: number): Statement =>
  unnamed(claiming(table).bind(table.schema, { limit }));

export const markSent = (table: MailTable, mail: Held): Statement =>
  unnamed(marking(table).bind(table.schema, keyOf(mail)));

export const markFailed = (table: MailTable, mail: Held, error: string): Statement =>
  unnamed(failing(table).bind(table.schema, { ...keyOf(mail), error: short(error) }));

export const postpone = (table: MailTable, mail: Held, seconds: number, error: string): Statement =>
  unnamed(postponing(table).bind(table.schema, { ...keyOf(mail), seconds, error: short(error) }));

export const giveBack = (table: MailTable, mail: Held): Statement =>
  unnamed(givingBack(table).bind(table.schema, keyOf(mail)));

/** A mail during which the process died each time is not tried for ever. */
export const failLost = (table: MailTable): Statement => unnamed(failingLost(table).bind(table.schema, {}));

export const deleteOld = (table: MailTable, days: number): Statement =>
  unnamed(deleting(table).bind(table.schema, { days }));
