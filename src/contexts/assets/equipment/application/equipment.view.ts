import { entityColumns, type EntityView } from '#libs/database';
import { canSeeCosts } from '#libs/request-context';
import { EquipmentSchema } from '../domain/equipment.entity.js';
import type { ExpandedParts } from './equipment-expansions.js';

export const equipmentColumns = entityColumns(EquipmentSchema, 'e');

export type EquipmentRow = EntityView<typeof EquipmentSchema> & ExpandedParts;

export type EquipmentView = ReturnType<typeof equipmentView>;

export function equipmentView(row: EquipmentRow) {
  return {
    ...equipmentColumns.view(row),
    purchaseCost: money(row.purchaseCost, row.currency),
    annualMaintenanceCost: money(row.annualMaintenanceCost, row.currency),
    currency: undefined,
  };
}

function money(amount: string | null, currency: string) {
  return amount === null || !canSeeCosts() ? null : { amount, currency };
}
