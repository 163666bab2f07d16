import { sql } from 'kysely';
import { sameText, tenantQuery } from '#libs/database';
import type { AssetTables } from '../../assets.tables.js';
import { linkedFacility } from '../../places/application/facility-visibility.js';

interface Named {
  readonly numbers: readonly string[];
  /** The user to whom a machine must be linked; null for callers who see all. */
  readonly user: string | null;
}

const visible = (column: string, user: unknown) =>
  sql<boolean>`(${user}::uuid is null or ${linkedFacility(column)(user)})`;

/** Machines that have one of these numbers, with the number as it was asked for. */
export const machinesByNumber = tenantQuery<AssetTables, Named>()((db, p) =>
  db
    .selectFrom(sql<{ number: string }>`unnest(${p('numbers')}::text[])`.as<'asked'>(sql`asked(number)`))
    .innerJoin('equipment as e', (join) => join.on(sameText('e.equipment_number')(sql.ref('asked.number'))))
    .select(['asked.number', 'e.id'])
    .select(visible('e.facility_id', p('user')).as('isVisible'))
    .select((eb) =>
      eb
        .exists(eb.selectFrom('equipment as part').select('part.id').whereRef('part.parent_id', '=', 'e.id'))
        .as('hasParts'),
    ),
);

/** Machines that carry one of these codes, with the code as it was asked for. */
export const machinesByQrCode = tenantQuery<AssetTables, { codes: readonly string[] }>()((db, p) =>
  db
    .selectFrom(sql<{ code: string }>`unnest(${p('codes')}::text[])`.as<'asked'>(sql`asked(code)`))
    .innerJoin('equipment as e', (join) => join.on(sameText('e.qr_code')(sql.ref('asked.code'))))
    .select(['asked.code', 'e.id']),
);

interface NamedFacilities {
  /** In lower case. */
  readonly codes: readonly string[];
  readonly names: readonly string[];
  readonly user: string | null;
}

export const facilitiesByName = tenantQuery<AssetTables, NamedFacilities>()((db, p) =>
  db
    .selectFrom('facilities as f')
    .select(['f.id', 'f.name', 'f.facility_code as code', 'f.is_active as isActive'])
    .where(
      sql<boolean>`(lower(f.facility_code) = any(${p('codes')}::text[]) or lower(f.name) = any(${p('names')}::text[]))`,
    )
    .where(visible('f.id', p('user'))),
);

interface NamedBuildings {
  readonly facilityIds: readonly string[];
  /** In lower case, names and codes. */
  readonly names: readonly string[];
}

export const buildingsByName = tenantQuery<AssetTables, NamedBuildings>()((db, p) =>
  db
    .selectFrom('buildings as b')
    .select(['b.id', 'b.facility_id as facilityId', 'b.name', 'b.building_code as code'])
    .where(sql<boolean>`b.facility_id = any(${p('facilityIds')}::uuid[])`)
    .where(
      sql<boolean>`(lower(b.name) = any(${p('names')}::text[]) or lower(b.building_code) = any(${p('names')}::text[]))`,
    ),
);

/** The ids of machines at the top of what these are part of, themselves included. */
const upwards = (ids: unknown) => sql<string>`with recursive above (id, parent_id) as (
    select e.id, e.parent_id from ${sql.table('equipment')} as e where e.id = any(${ids}::uuid[])
    union
    select e.id, e.parent_id from above join ${sql.table('equipment')} as e on e.id = above.parent_id)
  select above.id from above where above.parent_id is null`;

/** Machines with all above and below them. */
export const familiesOf = tenantQuery<AssetTables, { ids: readonly string[] }>()((db, p) =>
  db
    .withRecursive('family(id)', (cte) =>
      cte
        .selectFrom('equipment as e')
        .select('e.id')
        .where(sql<boolean>`e.id in (${upwards(p('ids'))})`)
        .unionAll(cte.selectFrom('family').innerJoin('equipment as e', 'e.parent_id', 'family.id').select('e.id')),
    )
    .selectFrom('family')
    .innerJoin('equipment as e', 'e.id', 'family.id')
    .select(['e.id', 'e.parent_id as parentId', 'e.facility_id as facilityId', 'e.status']),
);

interface FaultTables {
  equipment_import_faults: {
    operation_id: string;
    number: number;
    line: number;
    column_name: string | null;
    code: string;
    detail: string;
  };
}

/** The faults of an import, in the order in which they were found. */
export const importFaults = tenantQuery<FaultTables, { operationId: string }>()((db, p) =>
  db
    .selectFrom('equipment_import_faults as x')
    .select(['x.line', 'x.column_name as column', 'x.code', 'x.detail'])
    .where('x.operation_id', '=', p('operationId'))
    .orderBy('x.number'),
);
