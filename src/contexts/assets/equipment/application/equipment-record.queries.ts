import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { entityColumns, equals, tenantList } from '#libs/database';
import type { AssetTables } from '../../assets.tables.js';
import { linkedFacility } from '../../places/application/facility-visibility.js';
import { EquipmentMoveSchema } from '../domain/equipment-move.entity.js';
import { EquipmentStatusChangeSchema } from '../domain/equipment-status-change.entity.js';

/** Name of a user (users as u); null when there is none. */
const userName = sql<string | null>`nullif(concat_ws(' ', u.first_name, u.last_name), '')`;

const changes = entityColumns(EquipmentStatusChangeSchema, 'c');

export const statusChangeList = tenantList<AssetTables>()({
  name: 'status changes of a machine',
  rows: (db) =>
    db
      .selectFrom('equipment_status_changes as c')
      .leftJoin('users as u', 'u.id', 'c.changed_by')
      .select(changes.select)
      .select(userName.as('changedByName')),
  id: 'c.id',
  filters: { equipmentId: equals('c.equipment_id') },
  sorts: { createdAt: { column: 'c.created_at', type: 'timestamptz' } },
  defaultSort: 'createdAt',
  view: changes.view,
});

const moves = entityColumns(EquipmentMoveSchema, 'm');

const bothLinked = (user: unknown): RawBuilder<SqlBool> =>
  sql`(${linkedFacility('m.from_facility_id')(user)} and ${linkedFacility('m.to_facility_id')(user)})`;

export const moveList = tenantList<AssetTables>()({
  name: 'moves of a machine',
  rows: (db) =>
    db
      .selectFrom('equipment_moves as m')
      .leftJoin('users as u', 'u.id', 'm.moved_by')
      .select(moves.select)
      .select(userName.as('movedByName')),
  id: 'm.id',
  filters: { equipmentId: equals('m.equipment_id'), linkedTo: bothLinked },
  sorts: { createdAt: { column: 'm.created_at', type: 'timestamptz' } },
  defaultSort: 'createdAt',
  view: moves.view,
});

export type StatusChangeView = (typeof statusChangeList)['row'];
export type MoveView = (typeof moveList)['row'];
