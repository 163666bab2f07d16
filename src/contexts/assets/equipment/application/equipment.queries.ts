import { sql, type Kysely } from 'kysely';
import {
  anyOf,
  equals,
  LimitableQuery,
  matches,
  perExpansion,
  sameText,
  tenantList,
  tenantQuery,
  type Condition,
} from '#libs/database';
import type { AssetTables } from '../../assets.tables.js';
import { within } from './equipment-hierarchy.queries.js';
import { equipmentColumns, equipmentView } from './equipment.view.js';
import { equipmentExpansions, expandedColumns, type EquipmentExpansion } from './equipment-expansions.js';
import { linkedFacility, type ById } from '../../places/application/facility-visibility.js';

const equipment = (expand: readonly EquipmentExpansion[]) => (db: Kysely<AssetTables>) =>
  db.selectFrom('equipment as e').select(equipmentColumns.select).select(expandedColumns(expand));

export const equipmentById = perExpansion(
  equipmentExpansions,
  (expand) =>
    new LimitableQuery((isLimited) =>
      tenantQuery<AssetTables, ById>()((db, p) =>
        equipment(expand)(db)
          .where('e.id', '=', p('id'))
          .$if(isLimited, (rows) => rows.where(linkedFacility('e.facility_id')(p('user')))),
      ),
    ),
);

// machines without a planned maintenance come last, as in the index on exactly this expression
const nextMaintenance = sql`coalesce(e.next_maintenance_date, 'infinity'::timestamptz)`;
const planned = sql`e.next_maintenance_date is not null`;

// likewise those without a known end of their warranty
const warrantyExpiry = sql`coalesce(e.warranty_expiry_date, 'infinity'::date)`;

const filters = {
  linkedTo: linkedFacility('e.facility_id'),
  facilityId: equals('e.facility_id'),
  buildingId: equals('e.building_id'),
  parentId: equals('e.parent_id'),
  within,
  status: anyOf('e.status'),
  type: sameText('e.equipment_type'),
  category: sameText('e.category'),
  manufacturer: sameText('e.manufacturer'),
  nextMaintenanceBefore: (time) => sql`${nextMaintenance} < ${time}`,
  nextMaintenanceAfter: (time) => sql`(${nextMaintenance} >= ${time} and ${planned})`,
  warrantyExpiresBefore: (day) => sql`(${warrantyExpiry} < ${day} and e.warranty_expiry_date is not null)`,
  customFields: (values) => sql`e.custom_fields @> ${values}::jsonb`,
  q: matches('equipment', 'e', 'english'),
} satisfies Record<string, Condition>;

const sorts = {
  name: { column: 'e.name', type: 'name' },
  equipmentNumber: { column: 'e.equipment_number', type: 'name' },
  createdAt: { column: 'e.created_at', type: 'timestamptz' },
  nextMaintenanceDate: { column: 'e.next_maintenance_date', type: 'timestamptz', nullsAs: 'infinity' },
  warrantyExpiryDate: { column: 'e.warranty_expiry_date', type: 'date', nullsAs: 'infinity' },
} as const;

/** How machines as e are filtered and sorted, whatever is selected of them. */
export const equipmentListing = {
  ...{ id: 'e.id', updatedAt: 'e.updated_at', defaultSort: 'name' },
  ...{ filters, sorts },
};

export const equipmentList = perExpansion(equipmentExpansions, (expand) =>
  tenantList<AssetTables>()({ name: 'equipment', rows: equipment(expand), ...equipmentListing, view: equipmentView }),
);

interface PlaceQuery {
  facilityId: string;
  buildingId: string | null;
  user: string | null;
}

/** The named facility and building, each null if not found: always one row. */
export const placeById = new LimitableQuery((isLimited) =>
  tenantQuery<AssetTables, PlaceQuery>()((db, p) => {
    const seen = (column: string) => (isLimited ? linkedFacility(column)(p('user')) : sql<boolean>`true`);
    return db
      .selectFrom(sql<{ one: number }>`(select 1 as one)`.as('asked'))
      .leftJoin('facilities as f', (join) =>
        join.on('f.id', '=', sql<string>`${p('facilityId')}::uuid`).on(seen('f.id')),
      )
      .leftJoin('buildings as b', (join) =>
        join.on('b.id', '=', sql<string>`${p('buildingId')}::uuid`).on(seen('b.facility_id')),
      )
      .select(['f.is_active', 'b.facility_id as building_facility_id']);
  }),
);

export const anyMachine = tenantQuery<{ equipment: { id: string } }>()((db) =>
  db.selectNoFrom((eb) => eb.exists(eb.selectFrom('equipment').select('id')).as('done')),
);

/** As the plan counts them. */
export const machinesInService = tenantQuery<{ equipment: { status: string } }>()((db) =>
  db
    .selectFrom('equipment as e')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('e.status', '<>', 'decommissioned'),
);
