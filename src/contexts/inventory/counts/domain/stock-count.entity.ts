import { defineEntity, p } from '@mikro-orm/core';
import { declareConstraint, versioned } from '#libs/columns';
import { refuse, uuidv7 } from '#libs/kernel';
import { unknownLocation } from '../../inventory.refusals.js';
import { countDefaults, type CountStatus } from './count-status.js';
import { countClosed } from './stock-count.errors.js';

export const StockCountSchema = defineEntity({
  name: 'StockCount',
  tableName: 'stock_counts',
  schema: '*',
  properties: {
    ...versioned,
    name: p.string(),
    locationId: p.uuid(),
    /** Null for all parts that lie there. */
    category: p.string().nullable(),
    isBlind: p.boolean(),
    status: p.string().$type<CountStatus>(),
    notes: p.text().nullable(),
    createdById: p.uuid().nullable().fieldName('created_by'),
    closedById: p.uuid().nullable().fieldName('closed_by'),
    closedAt: p.datetime().nullable(),
  },
});

export interface NewCount {
  readonly name: string;
  readonly locationId: string;
  readonly category?: string | null | undefined;
  readonly isBlind?: boolean | undefined;
  readonly notes?: string | null | undefined;
}

/** A sheet on which is counted what lies at a location. */
export class StockCount extends StockCountSchema.class {
  static create(given: NewCount, by: string | null): StockCount {
    const { name, locationId, category = null, isBlind = countDefaults.isBlind, notes = null } = given;
    const open = { status: 'open' as const, createdById: by, closedById: null, closedAt: null };
    return Object.assign(new StockCount(), { id: uuidv7(), name, locationId, category, isBlind, notes, ...open });
  }

  book(by: string | null, at: Date): void {
    this.close('booked', by, at);
  }

  cancel(by: string | null, at: Date): void {
    this.close('canceled', by, at);
  }

  /** @throws DomainError `stock_count.closed` */
  private close(status: CountStatus, by: string | null, at: Date): void {
    if (this.status !== 'open') throw refuse(countClosed);
    Object.assign(this, { status, closedById: by, closedAt: at });
  }
}
StockCountSchema.setClass(StockCount);

declareConstraint({ constraint: 'stock_counts_location_id_fkey', property: 'locationId', refusal: unknownLocation });
