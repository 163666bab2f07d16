import { Injectable } from '@nestjs/common';
import { TenantDb, unknownReference, UnitOfWork, type Statement } from '#libs/database';
import { Clock, refuse, uuidv7, wholeCurrencies, type Money } from '#libs/kernel';
import { assertMaySetCosts, currentTenant, currentUserId } from '#libs/request-context';
import { bookingRefusal, type Wanted } from '../domain/booking-refusal.js';
import { DEFAULT_LOCATION_ID } from '../domain/stock-limits.js';
import { sameLocation, tooMuchStock } from '../domain/stock.errors.js';
import { bookingFacts } from './booking-facts.queries.js';
import type { BookingValues } from './booking-rules.js';
import { bookings, lockPart, transfer } from './stock-booking.writes.js';
import { movementView, type MovementRow, type MovementView } from './stock-movement.queries.js';
import { WorkOrderSightService } from './work-order-sight.service.js';

export interface BookingRequest {
  readonly quantity: number;
  readonly locationId?: string | undefined;
  readonly notes?: string | null | undefined;
}
export type ReceiptRequest = BookingRequest & { readonly unitPrice?: Money | null | undefined };
export type IssueRequest = BookingRequest & { readonly workOrderId?: string | null | undefined };
export type AdjustmentRequest = Omit<BookingRequest, 'notes'> & { readonly reason: string };
export interface TransferRequest extends Omit<BookingRequest, 'locationId'> {
  readonly fromLocationId?: string | undefined;
  readonly toLocationId: string;
}

/** The booking was refused by its own statement, which cannot say why. */
class NothingBooked extends Error {}

const ATTEMPTS = 5;

type Purpose = Pick<Wanted, 'isReceipt' | 'isReturn'>;
type Kind = keyof typeof bookings;

/** Books movements: part, location, ledger and the mark of an `Idempotency-Key` in one round trip and one transaction. */
@Injectable()
export class StockBookingService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly workOrders: WorkOrderSightService,
  ) {}

  receive(partId: string, { unitPrice, ...request }: ReceiptRequest): Promise<MovementView> {
    assertMaySetCosts({ unitPrice });
    const price = { unitPrice: unitPrice?.amount ?? null, currency: unitPrice?.currency ?? null };
    return this.book('receipt', { ...this.values(partId, request), ...price }, { isReceipt: true });
  }

  async issue(partId: string, { workOrderId = null, ...request }: IssueRequest): Promise<MovementView> {
    await this.workOrders.assertVisible(workOrderId);
    const values = this.values(partId, { ...request, quantity: -request.quantity });
    return this.book('issue', { ...values, workOrderId });
  }

  /** Of what was issued for the same work order, or for none, at what that cost. */
  async return(partId: string, { workOrderId = null, ...request }: IssueRequest): Promise<MovementView> {
    await this.workOrders.assertVisible(workOrderId);
    const kind = workOrderId === null ? 'return' : 'returnFromWorkOrder';
    return this.book(kind, { ...this.values(partId, request), workOrderId }, { isReturn: true });
  }

  adjust(partId: string, { reason, ...request }: AdjustmentRequest): Promise<MovementView> {
    return this.book('adjustment', this.values(partId, { ...request, notes: reason }));
  }

  /** @returns the movement that leaves; the one that arrives has the same `transferId` */
  transfer(partId: string, { fromLocationId, toLocationId, ...request }: TransferRequest): Promise<MovementView> {
    const locationId = fromLocationId ?? DEFAULT_LOCATION_ID;
    if (locationId.toLowerCase() === toLocationId.toLowerCase()) throw refuse(sameLocation);
    const base = this.values(partId, { ...request, locationId, quantity: -request.quantity });
    const values = { ...base, toLocationId, arrivalId: uuidv7(), transferId: uuidv7() };
    return this.write(partId, values.movementId, () => transfer.bind(currentTenant().schema, values), [
      { quantity: values.quantity, pointer: '/fromLocationId', locationId },
      { quantity: request.quantity, pointer: '/toLocationId', locationId: toLocationId },
    ]);
  }

  private book(kind: Kind, values: BookingValues, purpose: Purpose = {}): Promise<MovementView> {
    const { partId, movementId, quantity, currency, locationId, workOrderId } = values;
    const wanted = { quantity, currency, locationId, workOrderId, pointer: '/locationId', ...purpose } as const;
    return this.write(partId, movementId, () => bookings[kind].bind(currentTenant().schema, values), [wanted]);
  }

  private values(partId: string, { quantity, locationId, notes }: BookingRequest): BookingValues {
    return {
      partId,
      quantity,
      locationId: locationId ?? DEFAULT_LOCATION_ID,
      notes: notes ?? null,
      movementId: uuidv7(),
      unitPrice: null,
      currency: null,
      workOrderId: null,
      by: currentUserId(),
      at: this.clock.now(),
      wholeCurrencies,
    };
  }

  /** What was refused is tried again when by now nothing speaks against it: others book meanwhile. */
  private async write(
    partId: string,
    movementId: string,
    booking: () => Statement,
    wanted: readonly WantedThere[],
  ): Promise<MovementView> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const movement = await this.attempt(partId, movementId, booking());
      if (movement) return movementView(movement);
      for (const each of wanted) await this.assertBookable(partId, each);
    }
    throw refuse(tooMuchStock);
  }

  private async attempt(partId: string, id: string, booking: Statement): Promise<MovementRow | undefined> {
    const lock = lockPart.bind(currentTenant().schema, { partId });
    const statements = [lock, { ...booking, refusal: () => new NothingBooked() }];
    const created = [{ table: 'inventory_transactions', id }];
    try {
      const [, booked] = await this.unitOfWork.writeMany({ statements, created, audits: [], events: [] });
      const { ok: _, ...movement } = booked!.rows[0] as unknown as MovementRow & { readonly ok: number };
      return movement;
    } catch (error) {
      if (error instanceof NothingBooked) return undefined;
      throw unknownReference(error) ?? error;
    }
  }

  private async assertBookable(
    partId: string,
    { locationId, workOrderId = null, ...wanted }: WantedThere,
  ): Promise<void> {
    const query = workOrderId === null ? bookingFacts.forNone : bookingFacts.forWorkOrder;
    const refusal = bookingRefusal(wanted, await this.db.one(query, { partId, locationId, workOrderId }));
    if (refusal) throw refusal;
  }
}

type WantedThere = Wanted & { readonly locationId: string; readonly workOrderId?: string | null };
