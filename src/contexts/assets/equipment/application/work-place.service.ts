import { Injectable } from '@nestjs/common';
import { TenantDb, type Statement, type StatementResult } from '#libs/database';
import { currentTenant } from '#libs/request-context';
import {
  assertPlaceNamed,
  assertReceivesWork,
  type KnownPlace,
  type PlaceReference,
  type WorkPlace,
} from '../domain/work-place.js';
import { linkedUser } from '../../places/application/facility-reach.js';
import { workPlaceRow, type WorkPlaceRow } from './work-place.queries.js';

@Injectable()
export class WorkPlaceService {
  constructor(private readonly db: TenantDb) {}

  async find(named: PlaceReference): Promise<WorkPlace> {
    const [result] = await this.db.batch(this.question(named));
    return this.answer(named, result!);
  }

  question(named: PlaceReference): Statement {
    assertPlaceNamed(named);
    const { equipmentId = null, facilityId = null } = named;
    return workPlaceRow.bind(currentTenant().schema, { equipmentId, facilityId, user: linkedUser() });
  }

  answer(named: PlaceReference, { rows: [row] }: StatementResult): WorkPlace {
    return assertReceivesWork(named, row && knownPlace(row as unknown as WorkPlaceRow));
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
