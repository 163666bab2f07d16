import type { DemoDataset } from '../demo-dataset.js';
import type { Purchase } from '../demo-tenant.js';
import type { Movement } from '../stock-ledger.js';
import { ordersAddress } from './suppliers.js';

export function addPurchases(dataset: DemoDataset): void {
  for (const purchase of dataset.tenant.purchases) {
    addPurchase(dataset, purchase);
    purchase.lines.forEach((line, index) => addLine(dataset, purchase, line, index));
  }
}

/** The goods received for purchase orders. */
export function receiptsOf(dataset: DemoDataset): Movement[] {
  return dataset.tenant.purchases.flatMap((purchase) =>
    purchase.lines.flatMap(([part, , received, unitPrice], index): Movement[] => {
      if (received === 0) return [];
      const key = lineKey(purchase, index);
      const about = { purchase: dataset.id('purchase', purchase.number), purchaseLine: dataset.id('purchase', key) };
      const at = receivedAt(dataset, purchase)!;
      return [{ key, part, type: 'purchase', quantity: received, unitPrice, at, by: purchase.by, ...about }];
    }),
  );
}

function addPurchase(dataset: DemoDataset, purchase: Purchase): void {
  const { number, supplier, status, by, daysAgo, expectedIn, cancelReason } = purchase;
  const createdAt = dataset.calendar.at(dataset.tenant.timezone, daysAgo, '10:15');
  const canceledAt = status === 'canceled' ? dataset.calendar.at(dataset.tenant.timezone, daysAgo - 2, '09:00') : null;
  const received = receivedAt(dataset, purchase);
  dataset.rows.add('purchase_orders', {
    id: dataset.id('purchase', number),
    order_number: number,
    supplier_id: dataset.id('supplier', supplier),
    supplier_name: supplier,
    supplier_contact: ordersAddress(supplier),
    status,
    currency: dataset.tenant.currency,
    total_cost: totalOf(purchase),
    submitted_at: status === 'draft' ? null : createdAt,
    submitted_by: status === 'draft' ? null : dataset.userId(by),
    expected_date: expectedIn === undefined ? null : dataset.calendar.day(expectedIn),
    ordered_at: status === 'draft' || status === 'pending_approval' ? null : createdAt,
    received_at: status === 'received' ? received : null,
    canceled_at: canceledAt,
    cancel_reason: cancelReason,
    created_by: dataset.userId(by),
    version: 1,
    created_at: createdAt,
    updated_at: canceledAt ?? received ?? createdAt,
  });
}

function addLine(dataset: DemoDataset, purchase: Purchase, line: Purchase['lines'][number], index: number): void {
  const [part, ordered, received, unitPrice] = line;
  const createdAt = dataset.calendar.at(dataset.tenant.timezone, purchase.daysAgo, '10:15');
  dataset.rows.add('purchase_order_lines', {
    id: dataset.id('purchase', lineKey(purchase, index)),
    purchase_order_id: dataset.id('purchase', purchase.number),
    part_id: dataset.id('part', part),
    line_number: index + 1,
    quantity_ordered: ordered,
    quantity_received: received,
    unit_price: unitPrice,
    created_at: createdAt,
    updated_at: receivedAt(dataset, purchase) ?? createdAt,
  });
}

function receivedAt({ calendar, tenant }: DemoDataset, { receivedDaysAgo }: Purchase): Date | null {
  return receivedDaysAgo === undefined ? null : calendar.at(tenant.timezone, receivedDaysAgo, '14:30');
}

function totalOf({ lines }: Purchase): string {
  const cents = lines.reduce((sum, [, ordered, , unitPrice]) => sum + ordered * Math.round(unitPrice * 100), 0);
  return (cents / 100).toFixed(2);
}

function lineKey({ number }: Purchase, index: number): string {
  return `${number}/${index + 1}`;
}
