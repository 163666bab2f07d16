import { Injectable } from '@nestjs/common';
import { TenancyFacade } from '#contexts/tenancy';
import { TenantDb, UnitOfWork } from '#libs/database';
import { Clock, invalidFields, refuse, uuidv7, wholeCurrencies } from '#libs/kernel';
import { currentTenant, currentUserId } from '#libs/request-context';
import { tooMuchStock } from '../../inventory.refusals.js';
import { purchaseOrderReceived, purchaseOrderReturned } from '../../events.js';
import { DEFAULT_LOCATION_ID } from '../../stock/domain/stock-limits.js';
import { lowStockEvents, type NewlyLow } from '../../stock/application/newly-low.js';
import { deliveryRefusal, type Delivered, type DeliveryFacts } from '../domain/delivery-refusal.js';
import { nothingToReceive } from '../domain/purchase-order.errors.js';
import { deliveryFacts } from './delivery-facts.queries.js';
import type { DeliveryValues } from './delivery-rows.js';
import {
  addToLines,
  bookReceipt,
  bookSupplierReturn,
  lockOrder,
  lockPartsOfOrder,
  priceAtSupplier,
  priceParts,
  settleOrder,
} from './delivery.writes.js';

export interface DeliveryRequest {
  readonly parts?: readonly { readonly partId: string; readonly quantity: number }[] | undefined;
  readonly locationId?: string | undefined;
  readonly movementNotes?: string | null | undefined;
}

/** The delivery was refused by its own statement, which cannot say why. */
class NothingBooked extends Error {}

const ATTEMPTS = 5;
/** The place of the booking among the statements, after the locks. */
const BOOKING = 2;

type ManyRows = Parameters<UnitOfWork['writeMany']>[0];

interface Direction {
  readonly command: Delivered['command'];
  readonly book: typeof bookReceipt;
  readonly event: typeof purchaseOrderReceived;
  readonly prices: readonly (typeof priceParts)[];
}

const receipt: Direction = {
  ...{ command: 'receive', book: bookReceipt, event: purchaseOrderReceived, prices: [priceParts, priceAtSupplier] },
};
const supplierReturn: Direction = {
  ...{ command: 'return', book: bookSupplierReturn, event: purchaseOrderReturned, prices: [] },
};

/** Goods of an order that come in, and go back: stock, ledger, lines, state and prices in one round trip and one transaction. */
@Injectable()
export class DeliveryService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly tenancy: TenancyFacade,
  ) {}

  /** Without parts: everything that is outstanding. */
  async receive(orderId: string, request: DeliveryRequest): Promise<void> {
    const parts = request.parts ?? (await this.outstanding(orderId, request));
    await this.deliver(orderId, { ...request, parts }, receipt);
  }

  async return(orderId: string, request: DeliveryRequest): Promise<void> {
    await this.deliver(orderId, { ...request, parts: request.parts ?? [] }, supplierReturn);
  }

  /** Each is booked for what is then outstanding on it, whatever is received meanwhile. */
  private async outstanding(orderId: string, { locationId }: DeliveryRequest): Promise<WantedPart[]> {
    const facts = await this.facts(orderId, locationId);
    const open = facts.filter(({ ordered, received }) => received < ordered);
    const wanted = { command: 'receive', tolerancePercent: 0, parts: [] } as const;
    if (open.length === 0) throw deliveryRefusal(wanted, facts) ?? refuse(nothingToReceive);
    return open.map(({ partId }) => ({ partId, quantity: null }));
  }

  private async deliver(orderId: string, request: Wanted, direction: Direction): Promise<void> {
    assertNamedOnce(request.parts);
    const tenant = await this.tenancy.tenantById(currentTenant().id);
    const tolerancePercent = tenant?.purchasing.overReceiptPercent ?? 0;
    const wanted = { command: direction.command, tolerancePercent, parts: request.parts };
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      if (await this.attempt(this.values(orderId, request, tolerancePercent), direction)) return;
      const refusal = deliveryRefusal(wanted, await this.facts(orderId, request.locationId));
      if (refusal) throw refusal;
    }
    throw refuse(tooMuchStock);
  }

  private facts(orderId: string, locationId = DEFAULT_LOCATION_ID): Promise<DeliveryFacts[]> {
    return this.db.run(deliveryFacts, { orderId, locationId });
  }

  private async attempt(values: DeliveryValues, { command, book, event, prices }: Direction): Promise<boolean> {
    const { schema } = currentTenant();
    const { orderId, movementIds, at } = values;
    const moved = { orderId, movementIds, at };
    const statements = [
      ...[lockOrder.bind(schema, { orderId }), lockPartsOfOrder.bind(schema, { orderId })],
      { ...book.bind(schema, values), refusal: () => new NothingBooked() },
      ...[addToLines, settleOrder, ...prices].map((query) => query.bind(schema, moved)),
    ];
    const audits = [{ action: command, resourceType: 'purchase_order', resourceId: orderId, after: { movementIds } }];
    const events = [event.create(orderId, { movementIds })];
    try {
      const rows = { statements, audits, events };
      await (command === 'return' ? this.writeAndTell(rows) : this.unitOfWork.writeMany(rows));
      return true;
    } catch (error) {
      if (error instanceof NothingBooked) return false;
      throw error;
    }
  }

  /** What leaves may make a part low on stock, which is told in the same transaction. */
  private writeAndTell(rows: ManyRows): Promise<unknown> {
    return this.unitOfWork.transactional(async () => {
      const results = await this.unitOfWork.writeMany(rows);
      const { newlyLow } = results[BOOKING]!.rows[0] as { newlyLow: readonly NewlyLow[] };
      const events = lowStockEvents(newlyLow);
      if (events.length > 0) await this.unitOfWork.writeMany({ statements: [], audits: [], events });
    });
  }

  private values(
    orderId: string,
    { parts, locationId, movementNotes }: Wanted,
    tolerancePercent: number,
  ): DeliveryValues {
    return {
      orderId,
      locationId: locationId ?? DEFAULT_LOCATION_ID,
      partIds: parts.map(({ partId }) => partId),
      quantities: parts.map(({ quantity }) => quantity),
      movementIds: parts.map(() => uuidv7()),
      tolerancePercent,
      workOrderId: null,
      notes: movementNotes ?? null,
      by: currentUserId(),
      at: this.clock.now(),
      wholeCurrencies,
    };
  }
}

type WantedPart = Delivered['parts'][number];
type Wanted = Omit<DeliveryRequest, 'parts'> & { readonly parts: readonly WantedPart[] };

function assertNamedOnce(parts: readonly WantedPart[]): void {
  const ids = parts.map(({ partId }) => partId.toLowerCase());
  const double = ids.findIndex((id, index) => ids.indexOf(id) < index);
  if (double < 0) return;
  throw invalidFields([
    { pointer: `/parts/${double}/partId`, code: 'field.duplicate_items', detail: 'is named twice' },
  ]);
}
