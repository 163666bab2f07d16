import { Injectable } from '@nestjs/common';
import { mustChange, unknownReference, UnitOfWork } from '#libs/database';
import { Clock, notFound } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { DEFAULT_LOCATION_ID } from '../domain/stock-limits.js';
import { PartStockService } from './part-stock.service.js';
import type { PartStockView } from './part-stock.queries.js';
import { lockPart } from './part-lock.queries.js';
import { setReorderLevel } from './reorder-level.writes.js';

/** How many of a part are to lie at a location at least. */
@Injectable()
export class ReorderLevelService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly stock: PartStockService,
  ) {}

  /** @param reorderLevel null for none */
  async set(
    partId: string,
    locationId: string = DEFAULT_LOCATION_ID,
    reorderLevel: number | null,
  ): Promise<PartStockView> {
    const { schema } = currentTenant();
    const level = setReorderLevel.bind(schema, { partId, locationId, reorderLevel, at: this.clock.now() });
    const statements = [lockPart.bind(schema, { partId }), mustChange(level, notFound)];
    const audit = { action: 'update', resourceType: 'part', resourceId: partId, after: { locationId, reorderLevel } };
    try {
      await this.unitOfWork.writeMany({ statements, audits: [audit], events: [] });
    } catch (error) {
      throw unknownReference(error) ?? error;
    }
    return this.stock.ofPart(partId);
  }
}
