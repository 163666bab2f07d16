import { sql } from 'kysely';
import { tenantQuery, unnamed, type Statement } from '#libs/database';
import { perTable, type MailTable, type MailTables } from './mail-table.js';

const finding = perTable((table) =>
  tenantQuery<MailTables, { days: number }>()((db, p) =>
    db.selectNoFrom((eb) => {
      const due = eb
        .selectFrom(`${table} as m`)
        .select(sql<string | null>`min(m.due_at)`.as('at'))
        .where('m.due_at', 'is not', null);
      const oldest = eb.selectFrom(`${table} as m`).select(sql<string | null>`min(m.created_at)`.as('at'));
      return sql<string | null>`least((${due}), (${oldest}) + make_interval(days => ${p('days')}))::text`.as('at');
    }),
  ),
);

/** When there is something to do: a mail is due, or the oldest is to be deleted after so many days. One row with `at`, null for never. */
export function nextMailRun(table: MailTable, days: number): Statement {
  return unnamed(finding(table).bind(table.schema, { days }));
}
