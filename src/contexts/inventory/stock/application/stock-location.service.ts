import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { assertVersion, TenantDb, UnitOfWork, type ListRequest, type Page } from '#libs/database';
import { notFound } from '#libs/kernel';
import { StockLocation, type LocationDetails, type NewLocation } from '../domain/stock-location.entity.js';
import {
  locationById,
  stockLocationList,
  stockLocationView,
  type StockLocationView,
} from './stock-location.queries.js';

@Injectable()
export class StockLocationService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  list(request: ListRequest): Promise<Page<StockLocationView>> {
    return this.db.page(stockLocationList, request);
  }

  async get(id: string): Promise<StockLocationView> {
    const row = await this.db.one(locationById, { id });
    if (!row) throw notFound();
    return stockLocationView(row);
  }

  create(given: NewLocation): Promise<StockLocationView> {
    return this.save(StockLocation.create(given));
  }

  async edit(id: string, version: number, changes: Partial<LocationDetails>): Promise<StockLocationView> {
    const location = await this.load(id, version);
    location.edit(changes);
    return this.save(location);
  }

  async activate(id: string, version: number): Promise<StockLocationView> {
    const location = await this.load(id, version);
    location.activate();
    return this.save(location);
  }

  async deactivate(id: string, version: number): Promise<StockLocationView> {
    const location = await this.load(id, version);
    location.deactivate();
    return this.save(location);
  }

  private async load(id: string, version: number): Promise<StockLocation> {
    const location = await this.em.findOne(StockLocation, { id });
    if (!location) throw notFound();
    assertVersion(location, version);
    return location;
  }

  private async save(location: StockLocation): Promise<StockLocationView> {
    await this.unitOfWork.commit(location);
    return this.get(location.id);
  }
}
