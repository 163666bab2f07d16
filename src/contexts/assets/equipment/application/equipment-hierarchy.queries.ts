import { sql, type Kysely } from 'kysely';
import { LimitableQuery, tenantQuery, type Condition } from '#libs/database';
import type { AssetTables } from '../../assets.tables.js';
import { equipmentCounts } from './equipment-counts.queries.js';
import { linkedFacility, type ById } from '../../places/application/facility-visibility.js';

type Levels = Kysely<AssetTables>;

/** The machine itself at level 0, then what it is part of, upwards. */
const upwards = (db: Levels, id: string) =>
  db.withRecursive('above(id, parent_id, level)', (cte) =>
    cte
      .selectFrom('equipment as e')
      .select(['e.id', 'e.parent_id', sql<number>`0`.as('level')])
      .where('e.id', '=', id)
      .unionAll(
        cte
          .selectFrom('above as a')
          .innerJoin('equipment as e', 'e.id', 'a.parent_id')
          .select(['e.id', 'e.parent_id', sql<number>`a.level + 1`.as('level')]),
      ),
  );

/** The ids of all machines below one, at whatever level. */
const idsBelow = (id: unknown) => sql<string>`with recursive below (id) as (
    select c.id from ${sql.table('equipment')} as c where c.parent_id = ${id}
    union all
    select c.id from below join ${sql.table('equipment')} as c on c.parent_id = below.id)
  select below.id from below`;

/** Filter of a list of equipment as e. */
export const within: Condition = (id) => sql`e.id = any(array(${idsBelow(id)}))`;

/** One who changes the hierarchy waits for another: two moves at once could close a circle, or leave a part behind. */
export const lockHierarchy = tenantQuery<AssetTables, { schema: string }>()((db, p) =>
  db.selectNoFrom(
    sql`pg_advisory_xact_lock(hashtextextended('equipment_hierarchy ' || ${p('schema')}::text, 0))`.as('locked'),
  ),
);

export const machinesBelow = tenantQuery<AssetTables, { id: string }>()((db, p) =>
  db
    .selectFrom('equipment as e')
    .select('e.id')
    .where(within(p('id'))),
);

interface Named {
  /** The machine that gets the parent; null for a new one. */
  id: string | null;
  parentId: string;
  user: string | null;
}

/** How far down it goes from a machine, itself included: 1 for one that has nothing below it, and for a new one. */
const levelsBelow = (id: string) => sql<number>`(with recursive below (id, level) as (
    select ${id}::uuid, 1
    union all
    select c.id, below.level + 1 from below join ${sql.table('equipment')} as c on c.parent_id = below.id)
  select max(below.level)::integer from below)`;

export const parentById = new LimitableQuery((isLimited) =>
  tenantQuery<AssetTables, Named>()((db, p) =>
    upwards(db, p('parentId'))
      .selectFrom('equipment as parent')
      .select(['parent.facility_id as facilityId', 'parent.status'])
      .select([
        sql<number>`(select max(level) + 1 from above)`.as('levelsAbove'),
        levelsBelow(p('id')).as('levelsBelow'),
        sql<boolean>`exists (select from above as a where a.id = ${p('id')}::uuid)`.as('isBelow'),
      ])
      .where('parent.id', '=', p('parentId'))
      .$if(isLimited, (rows) => rows.where(linkedFacility('parent.facility_id')(p('user')))),
  ),
);

export interface MachineAbove {
  readonly id: string;
  readonly equipmentNumber: string;
  readonly name: string;
}

export const hierarchyOf = new LimitableQuery((isLimited) =>
  tenantQuery<AssetTables, ById>()((db, p) =>
    upwards(db, p('id'))
      .selectFrom('equipment as e')
      .select(['e.id', 'e.parent_id as parentId'])
      .select((eb) => [
        eb
          .selectFrom('above as a')
          .innerJoin('equipment as m', 'm.id', 'a.id')
          .select(
            sql<
              MachineAbove[]
            >`coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'equipmentNumber', m.equipment_number, 'name', m.name)
              order by a.level desc), '[]')`.as('above'),
          )
          .where('a.level', '>', 0)
          .as('above'),
        eb
          .selectFrom('equipment as c')
          .select((sub) => sub.fn.countAll<number>().as('count'))
          .whereRef('c.parent_id', '=', 'e.id')
          .as('children'),
        eb
          .selectFrom('equipment as c')
          .select(equipmentCounts.as('counts'))
          .where(sql<boolean>`c.id = any(array(${idsBelow(p('id'))}))`)
          .as('below'),
      ])
      .where('e.id', '=', p('id'))
      .$if(isLimited, (rows) => rows.where(linkedFacility('e.facility_id')(p('user')))),
  ),
);
