import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { assertVersion, TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { notFound } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { buildingInUse } from '../domain/building.errors.js';
import { Building, type BuildingDetails, type NewBuilding } from '../domain/building.entity.js';
import { AssetReferenceService } from './asset-reference.service.js';
import { buildingById, buildingList, buildingView, type BuildingView } from './building.queries.js';
import { linkedUser } from './facility-visibility.js';
import { facilityById } from './facility.queries.js';
import { FacilityService } from './facility.service.js';

@Injectable()
export class BuildingService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly facilities: FacilityService,
    private readonly references: AssetReferenceService,
  ) {}

  /** @throws DomainError 404 when the facility cannot be seen */
  list(facilityId: string, request: ListRequest): Promise<Page<BuildingView>> {
    const user = linkedUser();
    const parent = facilityById.bind(currentTenant().schema, { id: facilityId, user });
    return this.db.page(buildingList, request, { fixedFilters: { facilityId, linkedTo: user }, parent });
  }

  async get(id: string): Promise<BuildingView> {
    const row = await this.db.one(buildingById, { id, user: linkedUser() });
    if (!row) throw notFound();
    return buildingView(row);
  }

  async create(facilityId: string, given: NewBuilding): Promise<BuildingView> {
    await this.facilities.get(facilityId);
    return this.save(Building.create(facilityId, given));
  }

  async edit(id: string, version: number, changes: Partial<BuildingDetails>): Promise<BuildingView> {
    const building = await this.load(id, version);
    building.edit(changes);
    return this.save(building);
  }

  /** @throws DomainError 409 `building.in_use` */
  async remove(id: string, version: number): Promise<void> {
    const building = await this.load(id, version);
    await this.references.removeUnreferenced('building', id, buildingInUse, () => this.unitOfWork.remove(building));
  }

  private async load(id: string, version: number): Promise<Building> {
    if (linkedUser()) await this.get(id);
    const building = await this.em.findOne(Building, { id });
    if (!building) throw notFound();
    assertVersion(building, version);
    return building;
  }

  private async save(building: Building): Promise<BuildingView> {
    await this.unitOfWork.commit(building);
    return this.get(building.id);
  }
}
