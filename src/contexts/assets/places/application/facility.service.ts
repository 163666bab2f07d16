import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { assertVersion, TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { inheritedTimeZone, notFound } from '#libs/kernel';
import { currentTenant, currentUserId } from '#libs/request-context';
import { facilityInUse } from '../domain/facility.errors.js';
import { Facility, type FacilityDetails, type NewFacility } from '../domain/facility.entity.js';
import { AssetReferenceService } from './asset-reference.service.js';
import { linkedUser } from './facility-visibility.js';
import type { Nearby } from './distance.js';
import { facilityById, facilityList, facilityView, nearbyFacilityList, type FacilityView } from './facility.queries.js';

@Injectable()
export class FacilityService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly references: AssetReferenceService,
  ) {}

  /** @param near the nearest come first unless the request sorts otherwise */
  list(request: ListRequest, near?: Nearby): Promise<Page<FacilityView & { distanceKm?: number }>> {
    const linkedTo = linkedUser();
    if (!near) return this.db.page(facilityList, request, { fixedFilters: { linkedTo } });
    return this.db.page(nearbyFacilityList, request, { fixedFilters: { linkedTo, near } });
  }

  async get(id: string): Promise<FacilityView> {
    const row = await this.db.one(facilityById, { id, user: linkedUser() });
    if (!row) throw notFound();
    return facilityView(row);
  }

  /** The time zone defaults to the tenant's. */
  async create(given: Omit<NewFacility, 'timezone'> & { timezone?: string }): Promise<FacilityView> {
    const timezone = given.timezone ?? inheritedTimeZone(currentTenant().timezone, 'the account');
    return this.save(Facility.create({ ...given, timezone }, currentUserId()));
  }

  async edit(id: string, version: number, changes: Partial<FacilityDetails>): Promise<FacilityView> {
    const facility = await this.load(id, version);
    facility.edit(changes);
    return this.save(facility);
  }

  async activate(id: string, version: number): Promise<FacilityView> {
    const facility = await this.load(id, version);
    facility.activate();
    return this.save(facility);
  }

  async deactivate(id: string, version: number): Promise<FacilityView> {
    const facility = await this.load(id, version);
    facility.deactivate();
    return this.save(facility);
  }

  /** @throws DomainError 409 `facility.in_use` */
  async remove(id: string, version: number): Promise<void> {
    const facility = await this.load(id, version);
    await this.references.removeUnreferenced('facility', id, facilityInUse, () => this.unitOfWork.remove(facility));
  }

  private async load(id: string, version: number): Promise<Facility> {
    if (linkedUser()) await this.get(id);
    const facility = await this.em.findOne(Facility, { id });
    if (!facility) throw notFound();
    assertVersion(facility, version);
    return facility;
  }

  private async save(facility: Facility): Promise<FacilityView> {
    await this.unitOfWork.commit(facility);
    return this.get(facility.id);
  }
}
