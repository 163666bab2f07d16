import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { TenantDb } from '#libs/database';
import { Equipment } from '../../equipment/domain/equipment.entity.js';
import { EquipmentPlacementService } from '../../equipment/application/equipment-placement.service.js';
import { lockMachines } from '../../equipment/application/maintenance-dates.queries.js';
import { BatchPlaces, type PlaceMaker } from './batch-places.js';
import { buildingsByName, facilitiesByName, machinesByNumber, machinesByQrCode } from './equipment-import.queries.js';
import type { KnownOfBatch } from './imported-batch.js';
import type { ImportedRow, NamedPlace } from './import-row.js';

interface LookupTerms {
  readonly upsert: boolean;
  readonly linkedTo: string | null;
  readonly placeMaker: PlaceMaker | undefined;
}

const texts = (values: readonly (string | null | undefined)[]): string[] => [
  ...new Set(values.filter((value) => value !== null && value !== undefined)),
];
const lower = (values: readonly (string | null | undefined)[]): string[] =>
  texts(values).map((value) => value.toLowerCase());

const namesFacility = ({ facilityCode, facilityName }: NamedPlace): boolean => Boolean(facilityCode ?? facilityName);

/** Finds what the lines of a batch name, all lines at once. Machines that lines may change are locked. */
@Injectable()
export class ImportLookupService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly placement: EquipmentPlacementService,
  ) {}

  async find(rows: readonly ImportedRow[], { upsert, linkedTo: user, placeMaker }: LookupTerms): Promise<KnownOfBatch> {
    const places = rows.map(({ place }) => place);
    // so that nothing becomes part of a machine that is on its way to another facility
    if (upsert && places.some(namesFacility)) await this.placement.lockHierarchy();
    const [machines, codes, facilities] = await this.db.inOneRoundTrip(() =>
      Promise.all([
        this.db.run(machinesByNumber, { numbers: texts(rows.map(({ number }) => number)), user }),
        this.db.run(machinesByQrCode, { codes: texts(rows.map(({ changes }) => changes.qrCode)) }),
        this.db.run(facilitiesByName, {
          codes: lower(places.map(({ facilityCode }) => facilityCode)),
          names: lower(places.map(({ facilityName }) => facilityName)),
          user,
        }),
      ]),
    );
    const seen = upsert ? machines.filter(({ isVisible }) => isVisible).map(({ id }) => id) : [];
    const loaded = await this.load(seen);
    const facilityIds = [...facilities, ...loaded.map(({ facilityId }) => ({ id: facilityId }))].map(({ id }) => id);
    const names = lower(places.flatMap(({ buildingCode, buildingName }) => [buildingCode, buildingName]));
    const buildings = names.length > 0 ? await this.db.run(buildingsByName, { facilityIds, names }) : [];
    return {
      machines: new Map(
        machines.map(({ number, id, isVisible, hasParts }) => [number, { id, isVisible, hasParts: Boolean(hasParts) }]),
      ),
      qrCodes: new Map(codes.map(({ code, id }) => [code, id])),
      loaded: new Map(loaded.map((machine) => [machine.id, machine])),
      places: new BatchPlaces([...facilities], [...buildings], placeMaker),
    };
  }

  private async load(ids: readonly string[]): Promise<Equipment[]> {
    if (ids.length === 0) return [];
    await this.db.run(lockMachines, { ids });
    return this.em.find(Equipment, { id: { $in: [...ids] } });
  }
}
