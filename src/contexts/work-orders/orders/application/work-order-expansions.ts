import { expressionBuilder, type RawBuilder } from 'kysely';
import { jsonObjectFrom } from 'kysely/helpers/postgres';
import type { WorkOrderTables } from './work-order.tables.js';

const eb = expressionBuilder<WorkOrderTables & { t: WorkOrderTables['tasks'] }, 't'>();

/** What a response may show in place of an id, as subqueries of tasks as t. */
const expansions = {
  equipment: jsonObjectFrom(
    eb
      .selectFrom('equipment as e')
      .select([
        'e.id',
        'e.name',
        'e.equipment_number as equipmentNumber',
        'e.equipment_type as equipmentType',
        'e.status',
      ])
      .whereRef('e.id', '=', 't.equipment_id'),
  ),
  facility: jsonObjectFrom(
    eb
      .selectFrom('facilities as f')
      .select(['f.id', 'f.name', 'f.facility_code as facilityCode', 'f.city', 'f.timezone'])
      .whereRef('f.id', '=', 't.facility_id'),
  ),
  assignee: jsonObjectFrom(
    eb
      .selectFrom('users as u')
      .select(['u.id', 'u.first_name as firstName', 'u.last_name as lastName'])
      .whereRef('u.id', '=', 't.assigned_to'),
  ),
  team: jsonObjectFrom(
    eb.selectFrom('teams as g').select(['g.id', 'g.name']).whereRef('g.id', '=', 't.assigned_team_id'),
  ),
  serviceRequest: jsonObjectFrom(
    eb
      .selectFrom('service_requests as q')
      .select([
        'q.id',
        'q.request_number as requestNumber',
        'q.contact_name as contactName',
        'q.contact_email as contactEmail',
        'q.contact_phone as contactPhone',
      ])
      .whereRef('q.id', '=', 't.service_request_id'),
  ),
};

export type WorkOrderExpansion = keyof typeof expansions;
export const workOrderExpansions = Object.keys(expansions) as WorkOrderExpansion[];

/** The requested expansions by name; null where the work order refers to nothing. */
export type ExpandedParts = {
  [Name in WorkOrderExpansion]?: (typeof expansions)[Name] extends RawBuilder<infer Part> ? Part : never;
};

/** The columns to add to a select list. */
export function expandedColumns(wanted: readonly WorkOrderExpansion[]) {
  return wanted.map((name) => (expansions[name] as RawBuilder<never>).as(name));
}
