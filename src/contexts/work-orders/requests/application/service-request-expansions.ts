import { expressionBuilder, type RawBuilder } from 'kysely';
import { jsonObjectFrom } from 'kysely/helpers/postgres';
import type { ServiceRequestTables } from './service-request.tables.js';

const eb = expressionBuilder<ServiceRequestTables & { r: ServiceRequestTables['service_requests'] }, 'r'>();

/** What a response may show in place of an id, as subqueries of service_requests as r. */
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
      .whereRef('e.id', '=', 'r.equipment_id'),
  ),
  facility: jsonObjectFrom(
    eb
      .selectFrom('facilities as f')
      .select(['f.id', 'f.name', 'f.facility_code as facilityCode', 'f.city', 'f.timezone'])
      .whereRef('f.id', '=', 'r.facility_id'),
  ),
  requester: jsonObjectFrom(
    eb
      .selectFrom('users as u')
      .select(['u.id', 'u.first_name as firstName', 'u.last_name as lastName'])
      .whereRef('u.id', '=', 'r.requested_by'),
  ),
};

export type ServiceRequestExpansion = keyof typeof expansions;
export const serviceRequestExpansions = Object.keys(expansions) as ServiceRequestExpansion[];

/** The requested expansions by name; null where the request refers to nothing. */
export type ExpandedParts = {
  [Name in ServiceRequestExpansion]?: (typeof expansions)[Name] extends RawBuilder<infer Part> ? Part : never;
};

/** The columns to add to a select list. */
export function expandedColumns(wanted: readonly ServiceRequestExpansion[]) {
  return wanted.map((name) => (expansions[name] as RawBuilder<never>).as(name));
}
