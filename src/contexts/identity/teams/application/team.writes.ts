// Past the unit of work: who belongs to a team is shown with it, but nobody edited it, so its version stays.
import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { IdentityTables } from '../../identity.tables.js';

export const touchTeam = tenantQuery<IdentityTables, { id: string; at: Date }>()((db, p) =>
  db
    .updateTable('teams as t')
    .set({ updated_at: sql`${p('at')}::timestamptz` })
    .where('t.id', '=', p('id')),
);
