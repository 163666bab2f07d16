import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import {
  assertPlaceNamed,
  resolveWorkPlace,
  type KnownPlace,
  type PlaceReference,
  type WorkPlace,
} from '../domain/work-place.js';
import { linkedUser } from '../../places/application/facility-visibility.js';
import { workPlaceRow, type WorkPlaceRow } from './work-place.queries.js';

@Injectable()
export class WorkPlaceService {
  constructor(private readonly db: TenantDb) {}

  async find(named: PlaceReference): Promise<WorkPlace> {
    assertPlaceNamed(named);
    const { equipmentId = null, facilityId = null } = named;
    const row = await this.db.one(workPlaceRow, { equipmentId, facilityId, user: linkedUser() });
    return resolveWorkPlace(named, row && knownPlace(row));
  }
}

function knownPlace(row: WorkPlaceRow): KnownPlace {
  const { equipment_id: id, equipment_name: name, equipment_number: equipmentNumber } = row;
  return {
    facilityId: row.facility_id,
    facilityName: row.facility_name,
    timezone: row.timezone,
    facilityIsActive: row.is_active,
    equipmentStatus: row.status,
    equipment: id === null ? null : { id, name: name!, equipmentNumber: equipmentNumber! },
  };
}
