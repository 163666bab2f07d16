import type { DemoDataset } from '../demo-dataset.js';
import type { PartRow } from '../demo-tenant.js';
import { stockOf, type BookedMovement, type Movement, type Stock } from '../stock-ledger.js';
import type { DoneJob } from './jobs.js';
import { receiptsOf } from './purchases.js';

/** Parts, whose stock is the sum of their movements: opening stock, purchases, use in work orders, stock-take. */
export function addParts(dataset: DemoDataset, jobs: readonly DoneJob[]): void {
  const movements = [...jobs.flatMap((job) => usesOf(dataset, job)), ...receiptsOf(dataset)];
  const orphan = movements.find(({ part }) => !dataset.tenant.parts.some(([number]) => number === part));
  if (orphan) throw new Error(`The demo has no part "${orphan.part}".`);
  for (const part of dataset.tenant.parts) {
    const own = movements.filter((movement) => movement.part === part[0]);
    const stock = stockOf([...openingOf(dataset, part), ...own], part[7]);
    addPart(dataset, part, stock);
    for (const movement of stock.booked) addMovement(dataset, movement);
  }
}

function usesOf(dataset: DemoDataset, job: DoneJob): Movement[] {
  const last = job.visits.at(-1);
  if (!last) return [];
  const at = last.until ?? last.from;
  const about = { at, by: last.by, order: job.id };
  const used = Object.entries(job.parts).map(([part, quantity]): Movement => {
    return { key: `${job.key}/${part}`, part, type: 'usage', quantity: -quantity, ...about };
  });
  const returned = Object.entries(job.returned).map(([part, quantity]): Movement => {
    const later = new Date(at.getTime() + 3_600_000);
    return { key: `${job.key}/${part}/back`, part, type: 'return', quantity, ...about, at: later, notes: 'Not needed' };
  });
  return [...used, ...returned];
}

function openingOf(dataset: DemoDataset, [part, , , , , unitPrice, opening, , , , stockTake]: PartRow): Movement[] {
  const { calendar, since, tenant } = dataset;
  const by = dataset.somebody('manager');
  const first: Movement = {
    ...{ key: `${part}/opening`, part, type: 'purchase', quantity: opening, unitPrice, at: since, by },
    notes: 'Opening stock',
  };
  if (!stockTake) return [first];
  const at = calendar.at(tenant.timezone, 45, '17:00');
  const notes = 'Stock-take';
  return [first, { key: `${part}/stock-take`, part, type: 'adjustment', quantity: stockTake, at, by, notes }];
}

function addPart(dataset: DemoDataset, part: PartRow, stock: Stock): void {
  const [number, name, category, maker, supplier, unitPrice, , reorderLevel, reorderQuantity, place] = part;
  dataset.rows.add('inventory_parts', {
    id: dataset.id('part', number),
    part_number: number,
    name,
    category,
    manufacturer: maker,
    unit_price: unitPrice,
    currency: dataset.tenant.currency,
    average_unit_cost: stock.averageCost.toFixed(4),
    quantity_in_stock: stock.quantity,
    reorder_level: reorderLevel,
    reorder_quantity: reorderQuantity,
    low_stock_since: stock.lowSince,
    warehouse_location: place,
    supplier_name: supplier,
    supplier_part_number: `${maker.slice(0, 3).toUpperCase()}-${number}`,
    version: stock.booked.length,
    created_at: dataset.since,
    updated_at: stock.booked.at(-1)?.at ?? dataset.since,
  });
}

function addMovement(dataset: DemoDataset, movement: BookedMovement): void {
  const { key, part, type, quantity, unitCost, at, by, notes, order, purchase, purchaseLine } = movement;
  dataset.rows.add('inventory_transactions', {
    id: dataset.id('movement', key),
    part_id: dataset.id('part', part),
    transaction_type: type,
    quantity,
    unit_price: unitCost.toFixed(2),
    total_cost: (quantity * unitCost).toFixed(2),
    task_id: order,
    purchase_order_id: purchase,
    purchase_order_line_id: purchaseLine,
    notes,
    performed_by: dataset.userId(by),
    created_at: at,
  });
}
