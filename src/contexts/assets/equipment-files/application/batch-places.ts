import { atField, refuse } from '#libs/kernel';
import { unknownFacility } from '../../assets.refusals.js';
import type { Place } from '../../equipment/domain/equipment-place.js';
import type { Building } from '../../places/domain/building.entity.js';
import { foreignBuilding } from '../../places/domain/building.errors.js';
import type { Facility } from '../../places/domain/facility.entity.js';
import { inactiveFacility } from '../../places/domain/facility.errors.js';
import { ambiguousPlace } from '../domain/equipment-import.errors.js';
import type { NamedPlace } from './import-row.js';

export interface KnownFacility {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  readonly isActive: boolean;
}

export interface KnownBuilding {
  readonly id: string;
  readonly facilityId: string;
  readonly name: string;
  readonly code: string | null;
}

/** Makes places that the file names and nobody has made. */
export interface PlaceMaker {
  facility(code: string | null, name: string): Facility;
  building(facilityId: string, code: string | null, name: string): Building;
}

const same = (a: string | null, b: string): boolean => a !== null && a.toLowerCase() === b.toLowerCase();

/** The places that the lines of a batch name. */
export class BatchPlaces {
  readonly madeFacilities: Facility[] = [];
  readonly madeBuildings: Building[] = [];

  constructor(
    private readonly facilities: KnownFacility[],
    private readonly buildings: KnownBuilding[],
    private readonly maker: PlaceMaker | undefined,
  ) {}

  /**
   * What the line says of the place; absent parts stay as they are.
   * @param current of a machine that there is
   * @throws DomainError at the column that is at fault
   */
  placeOf(named: NamedPlace, current: Place | undefined): Partial<Place> {
    const facilityId = this.facilityId(named, current);
    const buildingId = this.buildingId(named, facilityId ?? current?.facilityId);
    return { ...(facilityId !== undefined && { facilityId }), ...(buildingId !== undefined && { buildingId }) };
  }

  /** What was made for a line that is not written after all is not made. @returns what the work returns */
  whileWritten<T>(work: () => T): T {
    const lists: unknown[][] = [this.facilities, this.buildings, this.madeFacilities, this.madeBuildings];
    const lengths = lists.map(({ length }) => length);
    try {
      return work();
    } catch (error) {
      lists.forEach((list, index) => list.splice(lengths[index]!));
      throw error;
    }
  }

  private facilityId({ facilityCode, facilityName }: NamedPlace, current: Place | undefined): string | undefined {
    if (!facilityCode && !facilityName) return undefined;
    const pointer = facilityCode ? '/facilityCode' : '/facilityName';
    const found = this.facilities.filter(({ code, name }) =>
      facilityCode ? same(code, facilityCode) : same(name, facilityName!),
    );
    if (found.length > 1) throw refuse(atField(ambiguousPlace, pointer));
    const [facility = this.makeFacility(facilityCode ?? null, facilityName ?? facilityCode!, pointer)] = found;
    if (!facility.isActive && facility.id !== current?.facilityId) throw refuse(atField(inactiveFacility, pointer));
    return facility.id;
  }

  private buildingId({ buildingCode, buildingName }: NamedPlace, facilityId: string | undefined) {
    if (!buildingCode && !buildingName) return buildingCode === null || buildingName === null ? null : undefined;
    const pointer = buildingCode ? '/buildingCode' : '/buildingName';
    if (facilityId === undefined) return undefined;
    const found = this.buildings.filter(
      (building) =>
        building.facilityId === facilityId &&
        (buildingCode ? same(building.code, buildingCode) : same(building.name, buildingName!)),
    );
    if (found.length > 1) throw refuse(atField(ambiguousPlace, pointer));
    const [building] = found;
    return building?.id ?? this.makeBuilding(facilityId, buildingCode ?? null, buildingName ?? buildingCode!, pointer);
  }

  private makeFacility(code: string | null, name: string, pointer: string): KnownFacility {
    if (!this.maker) throw refuse(atField(unknownFacility, pointer));
    const made = this.maker.facility(code, name);
    this.madeFacilities.push(made);
    const known = { id: made.id, name, code, isActive: true };
    this.facilities.push(known);
    return known;
  }

  private makeBuilding(facilityId: string, code: string | null, name: string, pointer: string): string {
    if (!this.maker) throw refuse(atField(foreignBuilding, pointer));
    const made = this.maker.building(facilityId, code, name);
    this.madeBuildings.push(made);
    this.buildings.push({ id: made.id, facilityId, name, code });
    return made.id;
  }
}
