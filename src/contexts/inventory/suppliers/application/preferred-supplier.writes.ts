// Past the unit of work: the texts on a part are a view of its preferred supplier, kept beside it so that lists sort and search by them.
import { sql, type Kysely } from 'kysely';
import { tenantQuery } from '#libs/database';
import type { InventoryTables } from '../../inventory.tables.js';

/** The others of the part are no longer preferred; before the new one is written. */
export const demoteOthers = tenantQuery<InventoryTables, { partId: string; id: string; at: Date }>()((db, p) =>
  db
    .updateTable('part_suppliers')
    .set({ is_preferred: false, version: sql`version + 1`, updated_at: sql`${p('at')}::timestamptz` })
    .where('part_id', '=', p('partId'))
    .where('id', '<>', p('id'))
    .where('is_preferred', '=', true),
);

/** What parts are to say, by their preferred supplier; null where there is none. */
const texts = (db: Kysely<InventoryTables>) =>
  db
    .selectFrom('inventory_parts as part')
    .leftJoin('part_suppliers as ps', (join) =>
      join.onRef('ps.part_id', '=', 'part.id').on('ps.is_preferred', '=', true),
    )
    .leftJoin('suppliers as s', 's.id', 'ps.supplier_id')
    .select(['part.id', 's.name', 'ps.supplier_part_number as number'])
    .select(sql<string | null>`coalesce(ps.contact, s.contact, s.email)`.as('contact'));

const shown = (db: Kysely<InventoryTables>, wanted: ReturnType<typeof texts>, at: unknown) =>
  db
    .updateTable('inventory_parts as p')
    .from(wanted.as('t'))
    .set({
      supplier_name: sql`t.name`,
      supplier_contact: sql`t.contact`,
      supplier_part_number: sql`t.number`,
      updated_at: sql`${at}::timestamptz`,
    })
    .whereRef('p.id', '=', 't.id')
    .where(
      sql<boolean>`(p.supplier_name, p.supplier_contact, p.supplier_part_number) is distinct from (t.name, t.contact, t.number)`,
    );

export const showOnPart = tenantQuery<InventoryTables, { partId: string; at: Date }>()((db, p) =>
  shown(db, texts(db).where('part.id', '=', p('partId')), p('at')),
);

export const showOnPartsOfSupplier = tenantQuery<InventoryTables, { supplierId: string; at: Date }>()((db, p) =>
  shown(db, texts(db).where('ps.supplier_id', '=', p('supplierId')), p('at')),
);
