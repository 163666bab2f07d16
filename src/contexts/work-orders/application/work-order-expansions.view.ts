import type { WorkOrderRow } from './work-order.view.js';

/** What an answer may show in place of an id. */
export const workOrderExpansions = ['equipment', 'facility', 'assignee', 'team'] as const;
export type WorkOrderExpansion = (typeof workOrderExpansions)[number];

/** Columns of what a work order points at; null where it points at nothing. */
export interface ExpandedColumns {
  readonly equipment_number: string | null;
  readonly equipment_type: string | null;
  readonly equipment_status: string | null;
  readonly facility_name: string | null;
  readonly facility_code: string | null;
  readonly facility_city: string | null;
  readonly facility_timezone: string | null;
  readonly team_name: string | null;
}

type ExpandedRow = WorkOrderRow & ExpandedColumns;

export function expansionsOf(row: ExpandedRow, wanted: readonly WorkOrderExpansion[]) {
  return {
    ...(wanted.includes('equipment') && { equipment: equipmentOf(row) }),
    ...(wanted.includes('facility') && { facility: facilityOf(row) }),
    ...(wanted.includes('assignee') && { assignee: assigneeOf(row) }),
    ...(wanted.includes('team') && { team: teamOf(row) }),
  };
}

function equipmentOf(row: ExpandedRow) {
  if (row.equipment_id === null) return null;
  return {
    id: row.equipment_id,
    name: row.equipment_name!,
    equipmentNumber: row.equipment_number!,
    equipmentType: row.equipment_type,
    status: row.equipment_status!,
  };
}

function facilityOf(row: ExpandedRow) {
  return {
    id: row.facility_id,
    name: row.facility_name!,
    facilityCode: row.facility_code,
    city: row.facility_city,
    timezone: row.facility_timezone!,
  };
}

function assigneeOf({ assigned_to: id, assignee_first_name: firstName, assignee_last_name: lastName }: ExpandedRow) {
  return id === null ? null : { id, firstName, lastName };
}

function teamOf({ assigned_team_id: id, team_name: name }: ExpandedRow) {
  return id === null ? null : { id, name: name! };
}
