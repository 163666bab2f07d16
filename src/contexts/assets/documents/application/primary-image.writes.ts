// Past the unit of work: the primary image of before is not loaded; that another one takes its place stands in the audit log.
import { sql } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { ImageTables } from './equipment-image.queries.js';

export const demoteOtherImages = tenantQuery<ImageTables, { equipmentId: string; id: string; at: Date }>()((db, p) =>
  db
    .updateTable('equipment_images')
    .set({ is_primary: false, version: sql`version + 1`, updated_at: sql`${p('at')}::timestamptz` })
    .where('equipment_id', '=', p('equipmentId'))
    .where('id', '<>', p('id'))
    .where('is_primary', '=', true),
);
