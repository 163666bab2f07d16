import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import {
  assertVersion,
  mustChange,
  TenantDb,
  UnitOfWork,
  unknownReference,
  type ListRequest,
  type Page,
} from '#libs/database';
import { Clock, notFound, refuse } from '#libs/kernel';
import { currentTenant, currentUserId } from '#libs/request-context';
import { lockPart } from '../../stock/application/part-lock.queries.js';
import { DEFAULT_LOCATION_ID } from '../../stock/domain/stock-limits.js';
import { StockCount, type NewCount } from '../domain/stock-count.entity.js';
import { countClosed } from '../domain/stock-count.errors.js';
import {
  mayKnowWhatToFind,
  stockCountById,
  stockCountLineList,
  stockCountList,
  stockCountView,
  type StockCountLineView,
  type StockCountView,
} from './stock-count.queries.js';
import { addLines, recordCounted, touchOpenCount } from './stock-count.writes.js';

export type CountRequest = Omit<NewCount, 'locationId'> & { readonly locationId?: string | undefined };

export interface CountedPart {
  readonly partId: string;
  readonly quantity: number;
  readonly notes?: string | null | undefined;
}

/** Sheets, and what is counted on them. */
@Injectable()
export class StockCountService {
  constructor(
    private readonly em: EntityManager,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  list(request: ListRequest): Promise<Page<StockCountView>> {
    return this.db.page(stockCountList, request);
  }

  async get(id: string): Promise<StockCountView> {
    const row = await this.db.one(stockCountById, { id });
    if (!row) throw notFound();
    return stockCountView(row);
  }

  /** A filter by difference finds nothing on blind sheets for those who count. */
  lines(stockCountId: string, request: ListRequest): Promise<Page<StockCountLineView>> {
    const asksForDifference = request.filters?.['differs'] !== undefined;
    const openly = asksForDifference && !mayKnowWhatToFind() ? { isBlind: false } : {};
    const parent = stockCountById.bind(currentTenant().schema, { id: stockCountId });
    return this.db.page(stockCountLineList, request, { fixedFilters: { stockCountId, ...openly }, parent });
  }

  /** With a line for each part that lies there by now. */
  async create({ locationId = DEFAULT_LOCATION_ID, ...given }: CountRequest): Promise<StockCountView> {
    const count = StockCount.create({ ...given, locationId }, currentUserId());
    const { id: stockCountId, category = null } = count;
    await this.unitOfWork.transactional(async () => {
      await this.unitOfWork.commit(count);
      const sheet = { stockCountId, locationId, category, at: this.clock.now() };
      await this.unitOfWork.execute(addLines.bind(currentTenant().schema, sheet));
    });
    return this.get(stockCountId);
  }

  /** In place of what was counted before; also of a part that is not on the sheet. */
  async record(stockCountId: string, { partId, quantity, notes = null }: CountedPart): Promise<StockCountLineView> {
    const { schema } = currentTenant();
    await this.get(stockCountId);
    const at = this.clock.now();
    const statements = [
      mustChange(touchOpenCount.bind(schema, { stockCountId, at }), () => refuse(countClosed)),
      lockPart.bind(schema, { partId }),
      recordCounted.bind(schema, { stockCountId, partId, quantity, notes, by: currentUserId(), at }),
    ];
    try {
      await this.unitOfWork.writeMany({ statements, audits: [], events: [] });
    } catch (error) {
      throw unknownReference(error) ?? error;
    }
    const page = await this.db.page(stockCountLineList, { limit: 1, filters: { stockCountId, partId } });
    return page.data[0]!;
  }

  async cancel(id: string, version: number): Promise<StockCountView> {
    const count = await this.load(id, version);
    count.cancel(currentUserId(), this.clock.now());
    await this.unitOfWork.commit(count);
    return this.get(id);
  }

  async load(id: string, version: number): Promise<StockCount> {
    const count = await this.em.findOne(StockCount, { id });
    if (!count) throw notFound();
    assertVersion(count, version);
    return count;
  }
}
