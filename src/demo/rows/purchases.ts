import type { DemoBook } from '../demo-book.js';
import type { Purchase } from '../demo-tenant.js';
import type { Movement } from '../stock-ledger.js';

export function addPurchases(book: DemoBook): void {
  for (const purchase of book.tenant.purchases) {
    addPurchase(book, purchase);
    purchase.lines.forEach((line, index) => addLine(book, purchase, line, index));
  }
}

/** What has come in from purchase orders. */
export function receiptsOf(book: DemoBook): Movement[] {
  return book.tenant.purchases.flatMap((purchase) =>
    purchase.lines.flatMap(([part, , received, unitPrice], index): Movement[] => {
      if (received === 0) return [];
      const key = lineKey(purchase, index);
      const about = { purchase: book.id('purchase', purchase.number), purchaseLine: book.id('purchase', key) };
      const at = receivedAt(book, purchase)!;
      return [{ key, part, type: 'purchase', quantity: received, unitPrice, at, by: purchase.by, ...about }];
    }),
  );
}

function addPurchase(book: DemoBook, purchase: Purchase): void {
  const { number, supplier, status, by, daysAgo, expectedIn, cancelReason } = purchase;
  const createdAt = book.calendar.at(book.tenant.timezone, daysAgo, '10:15');
  const canceledAt = status === 'canceled' ? book.calendar.at(book.tenant.timezone, daysAgo - 2, '09:00') : null;
  const received = receivedAt(book, purchase);
  book.rows.add('purchase_orders', {
    id: book.id('purchase', number),
    order_number: number,
    supplier_name: supplier,
    status,
    currency: book.tenant.currency,
    expected_date: expectedIn === undefined ? null : book.calendar.day(expectedIn),
    ordered_at: status === 'draft' ? null : createdAt,
    received_at: status === 'received' ? received : null,
    canceled_at: canceledAt,
    cancel_reason: cancelReason,
    created_by: book.userId(by),
    version: 1,
    created_at: createdAt,
    updated_at: canceledAt ?? received ?? createdAt,
  });
}

function addLine(book: DemoBook, purchase: Purchase, line: Purchase['lines'][number], index: number): void {
  const [part, ordered, received, unitPrice] = line;
  const createdAt = book.calendar.at(book.tenant.timezone, purchase.daysAgo, '10:15');
  book.rows.add('purchase_order_lines', {
    id: book.id('purchase', lineKey(purchase, index)),
    purchase_order_id: book.id('purchase', purchase.number),
    part_id: book.id('part', part),
    line_number: index + 1,
    quantity_ordered: ordered,
    quantity_received: received,
    unit_price: unitPrice,
    created_at: createdAt,
    updated_at: receivedAt(book, purchase) ?? createdAt,
  });
}

function receivedAt({ calendar, tenant }: DemoBook, { receivedDaysAgo }: Purchase): Date | null {
  return receivedDaysAgo === undefined ? null : calendar.at(tenant.timezone, receivedDaysAgo, '14:30');
}

function lineKey({ number }: Purchase, index: number): string {
  return `${number}/${index + 1}`;
}
