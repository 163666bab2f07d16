import { Injectable } from '@nestjs/common';
import { TenantDb, unknownReference, UnitOfWork, type PreparedQuery, type Statement } from '#libs/database';
import { refuse } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { tooMuchStock } from '../../inventory.refusals.js';
import { bookingRefusal, type Wanted } from '../domain/booking-refusal.js';
import { BookableWorkOrderService } from './bookable-work-order.service.js';
import { bookingFacts } from './booking-facts.queries.js';
import type { BookingValues } from './booking-rules.js';
import { lowStockEvents } from './newly-low.js';
import { lockPart } from './part-lock.queries.js';
import { setAside } from './planned-part.writes.js';
import type { BookedRow } from './stock-booking.writes.js';
import { movementView, type MovementView } from './stock-movement.queries.js';

/** A booking of one part with all that it needs. */
export interface PreparedBooking<Values extends BookingValues = BookingValues> {
  readonly query: PreparedQuery<Values, BookedRow>;
  readonly values: Values;
  /** Of each location. */
  readonly wanted: readonly (Wanted & { readonly locationId: string })[];
}

/** The booking was refused by its own statement, which cannot say why. */
class NothingBooked extends Error {}

const ATTEMPTS = 5;

/** Writes bookings of one part: part, location, ledger and the mark of an `Idempotency-Key` in one transaction. */
@Injectable()
export class BookingWriterService {
  constructor(
    private readonly db: TenantDb,
    private readonly unitOfWork: UnitOfWork,
    private readonly workOrders: BookableWorkOrderService,
  ) {}

  /** What was refused is tried again when by now nothing speaks against it: others book meanwhile. */
  async write<Values extends BookingValues>(booking: PreparedBooking<Values>): Promise<MovementView> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const isPlain = attempt === 1 && booking.values.workOrderId === null;
      const booked = await this.attempt(booking, isPlain);
      if (booked) return viewOf(booked);
      await this.assertBookable(booking);
    }
    throw refuse(tooMuchStock);
  }

  private async attempt<Values extends BookingValues>(
    booking: PreparedBooking<Values>,
    isPlain: boolean,
  ): Promise<BookedRow | undefined> {
    try {
      return await (isPlain ? this.bookAlone(booking) : this.bookWithEffects(booking));
    } catch (error) {
      if (error instanceof NothingBooked) return undefined;
      throw unknownReference(error) ?? error;
    }
  }

  /** One round trip; books nothing where the part becomes low on stock, which seldom happens. */
  private bookAlone<Values extends BookingValues>({ query, values }: PreparedBooking<Values>): Promise<BookedRow> {
    return this.send(values, query.bind(currentTenant().schema, { ...values, mayBecomeLow: false }));
  }

  /** With the event of a part that becomes low, and what is set aside for a work order. */
  private bookWithEffects<Values extends BookingValues>({
    query,
    values,
  }: PreparedBooking<Values>): Promise<BookedRow> {
    const { partId, workOrderId, at } = values;
    const { schema } = currentTenant();
    return this.unitOfWork.transactional(async () => {
      const held = workOrderId === null ? undefined : await this.workOrders.hold(workOrderId);
      const about = held && { workOrderId: workOrderId!, partId, isOpen: held.isOpen, at };
      const booking = query.bind(schema, { ...values, mayBecomeLow: true });
      const booked = await this.send(values, booking, ...(about ? [setAside.bind(schema, about)] : []));
      const events = lowStockEvents(booked.newlyLow);
      if (events.length > 0) await this.unitOfWork.writeMany({ statements: [], audits: [], events });
      return booked;
    });
  }

  private async send(values: BookingValues, booking: Statement, ...others: Statement[]): Promise<BookedRow> {
    const { partId, movementId: id } = values;
    const lock = lockPart.bind(currentTenant().schema, { partId });
    const statements = [lock, { ...booking, refusal: () => new NothingBooked() }, ...others];
    const created = [{ table: 'inventory_transactions', id }];
    const [, booked] = await this.unitOfWork.writeMany({ statements, created, audits: [], events: [] });
    return booked!.rows[0] as unknown as BookedRow;
  }

  private async assertBookable({ values, wanted }: PreparedBooking<BookingValues>): Promise<void> {
    const { partId, workOrderId } = values;
    const query = workOrderId === null ? bookingFacts.forNone : bookingFacts.forWorkOrder;
    for (const { locationId, ...each } of wanted) {
      const refusal = bookingRefusal(each, await this.db.one(query, { partId, locationId, workOrderId }));
      if (refusal) throw refusal;
    }
  }
}

function viewOf({ ok: _, newlyLow: __, ...movement }: BookedRow): MovementView {
  return movementView(movement);
}
