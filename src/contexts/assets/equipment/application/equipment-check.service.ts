import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { linkedUser } from '../../places/application/facility-visibility.js';
import { CustomFieldValuesService } from '../../custom-fields/application/custom-field-values.service.js';
import type { Part } from '../domain/equipment.entity.js';
import { assertValidParent } from '../domain/equipment-parent.js';
import { assertValidPlace, type Place } from '../domain/equipment-place.js';
import { placeById } from './equipment.queries.js';
import { parentById } from './equipment-hierarchy.queries.js';

type Values = Readonly<Record<string, unknown>>;
type Check = () => void;

/** What a client says of a machine and only the database knows to be right. Absent parts are not checked. */
export interface Claims {
  /** Absent for a new machine. */
  readonly id?: string;
  readonly place?: Place | undefined;
  readonly parent?: (Part & { readonly facilityId: string }) | undefined;
  readonly customFields?: { readonly values: Values; readonly before?: Values } | undefined;
}

/** Reads in one round trip what claims are judged by, and returns the checks, so that their faults are reported together with others. */
@Injectable()
export class EquipmentCheckService {
  constructor(
    private readonly db: TenantDb,
    private readonly customFields: CustomFieldValuesService,
  ) {}

  checks({ id, place, parent, customFields }: Claims): Promise<Check[]> {
    return this.db.inOneRoundTrip(() =>
      Promise.all([
        ...(place ? [this.place(place)] : []),
        ...(parent?.parentId ? [this.parent(id ?? null, parent.parentId, parent.facilityId)] : []),
        ...(customFields ? [this.customFields.check('equipment', customFields.values, customFields.before)] : []),
      ]),
    );
  }

  private async place(place: Place): Promise<Check> {
    const found = await this.db.one(placeById, { ...place, user: linkedUser() });
    const { is_active: facilityIsActive, building_facility_id: buildingFacilityId } = found!;
    return () => assertValidPlace(place, { facilityIsActive, buildingFacilityId });
  }

  private async parent(id: string | null, parentId: string, facilityId: string): Promise<Check> {
    const known = await this.db.one(parentById, { id, parentId, user: linkedUser() });
    return () => assertValidParent(facilityId, known);
  }
}
