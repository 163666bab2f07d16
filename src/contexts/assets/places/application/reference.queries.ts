import { tenantQuery } from '#libs/database';
import type { AssetTables } from '../../assets.tables.js';

type Counted = { id: string };

export const buildingsOfFacility = tenantQuery<AssetTables, Counted>()((db, p) =>
  db
    .selectFrom('buildings as b')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('b.facility_id', '=', p('id')),
);

export const equipmentOfFacility = tenantQuery<AssetTables, Counted>()((db, p) =>
  db
    .selectFrom('equipment as e')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('e.facility_id', '=', p('id')),
);

export const equipmentOfBuilding = tenantQuery<AssetTables, Counted>()((db, p) =>
  db
    .selectFrom('equipment as e')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('e.building_id', '=', p('id')),
);

export const childrenOfEquipment = tenantQuery<AssetTables, Counted>()((db, p) =>
  db
    .selectFrom('equipment as e')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('e.parent_id', '=', p('id')),
);

export const movesOfFacility = tenantQuery<AssetTables, Counted>()((db, p) =>
  db
    .selectFrom('equipment_moves as m')
    .select((eb) => eb.fn.countAll().as('count'))
    .where((eb) => eb.or([eb('m.from_facility_id', '=', p('id')), eb('m.to_facility_id', '=', p('id'))])),
);
