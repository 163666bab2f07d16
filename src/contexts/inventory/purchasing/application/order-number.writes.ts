// Past the unit of work: a counter is raised in the transaction that uses its number, which gives the number back when it is rolled back.
import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';

interface Tables {
  counters: { name: string; value: string; updated_at: string };
}

/** Orders that are made at once wait for one another here, until the one before is committed or rolled back: no gap, no double. */
export const nextNumber = tenantQuery<Tables, { name: string; at: Date }>()((db, p) =>
  db
    .insertInto('counters')
    .columns(['name', 'value', 'updated_at'])
    .expression(sql`select ${p('name')}::varchar, 1, ${p('at')}::timestamptz` as never)
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet((eb) => ({ value: sql`counters.value + 1`, updated_at: eb.ref('excluded.updated_at') })),
    )
    .returning('value'),
);
