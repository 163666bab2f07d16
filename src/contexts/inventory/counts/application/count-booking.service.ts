import { Injectable } from '@nestjs/common';
import { TenantDb, UnitOfWork, type Statement } from '#libs/database';
import { Clock, refuse, uuidv7, wholeCurrencies } from '#libs/kernel';
import { currentTenant, currentUserId } from '#libs/request-context';
import { tooMuchStock } from '../../inventory.refusals.js';
import { bookAdjustments } from '../../stock/application/given-booking.writes.js';
import { lowStockEvents, type NewlyLow } from '../../stock/application/newly-low.js';
import { MAX_STOCK_VALUE } from '../../stock/domain/stock-limits.js';
import type { StockCount } from '../domain/stock-count.entity.js';
import { countOvertaken } from '../domain/stock-count.errors.js';
import { countDifferences, lockDifferingParts, type CountDifference } from './count-differences.queries.js';
import type { StockCountView } from './stock-count.queries.js';
import { StockCountService } from './stock-count.service.js';
import { nameAdjustments } from './stock-count.writes.js';

/** Books the differences of a sheet as adjustments, all of them in one transaction. */
@Injectable()
export class CountBookingService {
  constructor(
    private readonly counts: StockCountService,
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** What was not counted stays as it is. @throws DomainError `stock_count.overtaken`, `stock_count.closed` */
  async book(id: string, version: number): Promise<StockCountView> {
    const count = await this.counts.load(id, version);
    count.book(currentUserId(), this.clock.now());
    await this.unitOfWork.transactional(async () => {
      // first, so that nobody counts on the sheet meanwhile
      await this.unitOfWork.commit(count);
      const differences = await this.differences(id);
      if (differences.length > 0) await this.adjust(count, differences);
    });
    return this.counts.get(id);
  }

  private async differences(stockCountId: string): Promise<CountDifference[]> {
    const { schema } = currentTenant();
    const [, found] = await this.db.batch(
      lockDifferingParts.bind(schema, { stockCountId }),
      countDifferences.bind(schema, { stockCountId, wholeCurrencies }),
    );
    const differences = found!.rows as unknown as CountDifference[];
    const overtaken = differences.filter(({ left, isCorrected }) => left < 0 || isCorrected);
    if (overtaken.length > 0) throw refuse(countOvertaken, { members: { parts: overtaken.slice(0, 100).map(named) } });
    if (differences.some(({ valueAfter }) => Number(valueAfter) > Number(MAX_STOCK_VALUE))) throw refuse(tooMuchStock);
    return differences;
  }

  private async adjust(count: StockCount, differences: readonly CountDifference[]): Promise<void> {
    const { schema } = currentTenant();
    const movementIds = differences.map(() => uuidv7());
    const at = this.clock.now();
    const naming = nameAdjustments.bind(schema, { lineIds: differences.map(({ lineId }) => lineId), movementIds, at });
    const statements = [this.adjusting(count, differences, movementIds, at), naming];
    const [booked] = await this.unitOfWork.writeMany({ statements, audits: [], events: [] });
    const { newlyLow } = booked!.rows[0] as unknown as { readonly newlyLow: readonly NewlyLow[] };
    const events = lowStockEvents(newlyLow);
    if (events.length > 0) await this.unitOfWork.writeMany({ statements: [], audits: [], events });
  }

  private adjusting(
    { locationId, name }: StockCount,
    differences: readonly CountDifference[],
    movementIds: readonly string[],
    at: Date,
  ): Statement {
    const values = {
      movementIds,
      partIds: differences.map(({ partId }) => partId),
      locationIds: differences.map(() => locationId),
      quantities: differences.map(({ quantity }) => quantity),
      costs: differences.map(({ cost }) => cost),
      workOrderId: null,
      notes: name,
      by: currentUserId(),
      at,
    };
    return { ...bookAdjustments.bind(currentTenant().schema, values), refusal: () => refuse(tooMuchStock) };
  }
}

const named = ({ partId, partNumber }: CountDifference) => ({ partId, partNumber });
