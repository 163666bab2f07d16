import { Injectable } from '@nestjs/common';
import { Clock, refuse, uuidv7, wholeCurrencies, type Money } from '#libs/kernel';
import { assertMaySetCosts, currentUserId } from '#libs/request-context';
import type { Wanted } from '../domain/booking-refusal.js';
import { DEFAULT_LOCATION_ID } from '../domain/stock-limits.js';
import { sameLocation } from '../domain/stock.errors.js';
import { BookingWriterService } from './booking-writer.service.js';
import type { BookingValues } from './booking-rules.js';
import { bookings, transfer } from './stock-booking.writes.js';
import type { MovementView } from './stock-movement.queries.js';

export interface BookingRequest {
  readonly quantity: number;
  readonly locationId?: string | undefined;
  readonly notes?: string | null | undefined;
}
export type ReceiptRequest = BookingRequest & { readonly unitPrice?: Money | null | undefined };
export type IssueRequest = BookingRequest &
  Pick<Wanted, 'isPartInBody'> & { readonly workOrderId?: string | null | undefined };
export type AdjustmentRequest = Omit<BookingRequest, 'notes'> & { readonly reason: string };
export interface TransferRequest extends Omit<BookingRequest, 'locationId'> {
  readonly fromLocationId?: string | undefined;
  readonly toLocationId: string;
}

type Purpose = Pick<Wanted, 'isPartInBody' | 'isReceipt' | 'isReturn' | 'isCorrection'>;
type Kind = keyof typeof bookings;

/** The kinds of bookings, one method each. */
@Injectable()
export class StockBookingService {
  constructor(
    private readonly writer: BookingWriterService,
    private readonly clock: Clock,
  ) {}

  receive(partId: string, { unitPrice, ...request }: ReceiptRequest): Promise<MovementView> {
    assertMaySetCosts({ unitPrice });
    const price = { unitPrice: unitPrice?.amount ?? null, currency: unitPrice?.currency ?? null };
    return this.book('receipt', { ...this.values(partId, request), ...price }, { isReceipt: true });
  }

  /** For a work order first of what is set aside for it. */
  issue(partId: string, { workOrderId = null, isPartInBody, ...request }: IssueRequest): Promise<MovementView> {
    const values = this.values(partId, { ...request, quantity: -request.quantity });
    return this.book('issue', { ...values, workOrderId }, { isPartInBody });
  }

  /** Of what was issued for the same work order, or for none, at what that cost. */
  return(partId: string, { workOrderId = null, isPartInBody, ...request }: IssueRequest): Promise<MovementView> {
    const kind = workOrderId === null ? 'return' : 'returnFromWorkOrder';
    return this.book(kind, { ...this.values(partId, request), workOrderId }, { isPartInBody, isReturn: true });
  }

  adjust(partId: string, { reason, ...request }: AdjustmentRequest): Promise<MovementView> {
    return this.book('adjustment', this.values(partId, { ...request, notes: reason }), { isCorrection: true });
  }

  /** @returns the movement that leaves; the one that arrives has the same `transferId` */
  transfer(partId: string, { fromLocationId, toLocationId, ...request }: TransferRequest): Promise<MovementView> {
    const locationId = fromLocationId ?? DEFAULT_LOCATION_ID;
    if (locationId.toLowerCase() === toLocationId.toLowerCase()) throw refuse(sameLocation);
    const base = this.values(partId, { ...request, locationId, quantity: -request.quantity });
    const values = { ...base, toLocationId, arrivalId: uuidv7(), transferId: uuidv7() };
    const wanted = [
      { quantity: values.quantity, pointer: '/fromLocationId', locationId },
      { quantity: request.quantity, pointer: '/toLocationId', locationId: toLocationId },
    ] as const;
    return this.writer.write({ query: transfer, values, wanted });
  }

  private book(kind: Kind, values: BookingValues, purpose: Purpose = {}): Promise<MovementView> {
    const { quantity, currency, locationId } = values;
    const wanted = [{ quantity, currency, locationId, pointer: '/locationId', ...purpose }] as const;
    return this.writer.write({ query: bookings[kind], values, wanted });
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
      mayBecomeLow: false,
    };
  }
}
