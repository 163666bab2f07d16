// Past the unit of work: dates that follow from schedules are set for hundreds of machines at once, and do not count as edits.
import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { AssetTables } from '../../assets.tables.js';

interface NextMaintenance {
  readonly ids: readonly string[];
  /** Null without a schedule: the date then follows from the last maintenance, if the machine has a frequency. */
  readonly next: readonly (string | null)[];
  readonly at: Date;
}

const next = sql<string | null>`case when e.status <> 'decommissioned'
  then coalesce(planned.next, e.last_maintenance_date + make_interval(days => e.maintenance_frequency_days)) end`;

export const setNextMaintenance = tenantQuery<AssetTables, NextMaintenance>()((db, p) =>
  db
    .updateTable('equipment as e')
    .from(
      sql<{
        id: string;
        next: string | null;
      }>`unnest(${p('ids')}::uuid[], ${p('next')}::timestamptz[])`.as<'planned'>(sql`planned(id, next)`),
    )
    .set({ next_maintenance_date: next, updated_at: sql<string>`${p('at')}::timestamptz` })
    .whereRef('e.id', '=', 'planned.id')
    .where(sql<boolean>`e.next_maintenance_date is distinct from ${next}`),
);
