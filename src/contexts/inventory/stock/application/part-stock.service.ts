import { Injectable } from '@nestjs/common';
import { TenantDb, type ListRequest, type Page } from '#libs/database';
import { notFound } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { partById } from '../../parts/application/part.queries.js';
import {
  partStockView,
  stockAtLocationList,
  stockFromLedger,
  type PartStockView,
  type StockAtLocationView,
} from './part-stock.queries.js';
import { locationById } from './stock-location.queries.js';
import { movementById, movementList, movementView, type MovementView } from './stock-movement.queries.js';

/** Reads where stock lies, and how it got there. */
@Injectable()
export class PartStockService {
  constructor(private readonly db: TenantDb) {}

  /** As the ledger says it was at that time; without one after all movements, whatever the clock of who booked them. */
  async ofPart(partId: string, at?: string): Promise<PartStockView> {
    const rows = await this.db.run(stockFromLedger, { partId, at: at ?? 'infinity' });
    if (rows.length === 0) throw notFound();
    return partStockView(partId, at ?? null, rows);
  }

  atLocation(locationId: string, request: ListRequest): Promise<Page<StockAtLocationView>> {
    const parent = locationById.bind(currentTenant().schema, { id: locationId });
    return this.db.page(stockAtLocationList, request, { fixedFilters: { locationId }, parent });
  }

  movements(request: ListRequest): Promise<Page<MovementView>> {
    return this.db.page(movementList, request);
  }

  movementsOfPart(partId: string, request: ListRequest): Promise<Page<MovementView>> {
    const parent = partById.bind(currentTenant().schema, { id: partId });
    return this.db.page(movementList, request, { fixedFilters: { partId }, parent });
  }

  async movement(id: string): Promise<MovementView> {
    const row = await this.db.one(movementById, { id });
    if (!row) throw notFound();
    return movementView(row);
  }
}
