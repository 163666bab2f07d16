import type { DemoDataset } from '../demo-dataset.js';
import type { PartRow } from '../demo-tenant.js';
import { stockOf, totalOf, type BookedMovement, type Movement, type Stock } from '../stock-ledger.js';
import type { DoneJob } from './jobs.js';
import { receiptsOf } from './purchases.js';
import { ordersAddress, supplierPartNumber } from './suppliers.js';

/** The location that every tenant has. */
const MAIN_STORE = '00000000-0000-7000-8000-000000000001';

/** Parts, whose stock is the sum of their movements: opening stock, purchases, use in work orders, stock-take, transfers. */
export function addParts(dataset: DemoDataset, jobs: readonly DoneJob[]): void {
  addLocations(dataset);
  const uses = jobs.flatMap((job) => usesOf(dataset, job));
  const movements = [...uses, ...receiptsOf(dataset), ...transfersOf(dataset)];
  const orphan = movements.find(({ part }) => !dataset.tenant.parts.some(([number]) => number === part));
  if (orphan) throw new Error(`The demo has no part "${orphan.part}".`);
  for (const part of dataset.tenant.parts) {
    const own = movements.filter((movement) => movement.part === part[0]);
    const stock = stockOf([...openingOf(dataset, part), ...own], part[7]);
    addPart(dataset, part, stock);
    addStock(dataset, part, stock);
    for (const movement of stock.booked) addMovements(dataset, movement);
  }
}

function addLocations(dataset: DemoDataset): void {
  for (const [key, name, type, notes] of dataset.tenant.locations) {
    const times = { created_at: dataset.since, updated_at: dataset.since };
    const id = dataset.id('location', key);
    dataset.rows.add('stock_locations', { id, name, location_type: type, notes, version: 1, ...times });
  }
}

function transfersOf({ tenant, calendar }: DemoDataset): Movement[] {
  return tenant.transfers.map(([part, quantity, to, by, daysAgo]) => {
    const at = calendar.at(tenant.timezone, daysAgo, '07:10');
    return { key: `${part}/${to}`, part, type: 'transfer', quantity: -quantity, at, by, to };
  });
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
  const total = totalOf(stock);
  dataset.rows.add('inventory_parts', {
    id: dataset.id('part', number),
    part_number: number,
    name,
    category,
    manufacturer: maker,
    unit_price: unitPrice,
    currency: dataset.tenant.currency,
    average_unit_cost: total.quantity > 0 ? (total.value / 100 / total.quantity).toFixed(4) : unitPrice.toFixed(4),
    quantity_in_stock: total.quantity,
    stock_value: inUnits(total.value),
    reorder_level: reorderLevel,
    reorder_quantity: reorderQuantity,
    low_stock_since: stock.lowSince,
    warehouse_location: place,
    supplier_name: supplier,
    supplier_contact: ordersAddress(supplier),
    supplier_part_number: supplierPartNumber(part),
    version: 1,
    created_at: dataset.since,
    updated_at: stock.booked.at(-1)?.at ?? dataset.since,
  });
}

function addStock(dataset: DemoDataset, [number]: PartRow, { quantity, value, booked }: Stock): void {
  const transfers = booked.filter(({ to }) => to !== undefined);
  const there = transfers.map((one) => [dataset.id('location', one.to!), -one.quantity, -one.cost] as const);
  for (const [location_id, amount, cents] of [[MAIN_STORE, quantity, value] as const, ...there]) {
    const times = { created_at: dataset.since, updated_at: booked.at(-1)!.at };
    const part_id = dataset.id('part', number);
    dataset.rows.add('inventory_stock', { part_id, location_id, quantity: amount, value: inUnits(cents), ...times });
  }
}

/** A transfer is two. */
function addMovements(dataset: DemoDataset, movement: BookedMovement): void {
  const { key, to, quantity, cost } = movement;
  if (to === undefined) return addMovement(dataset, movement, { location_id: MAIN_STORE });
  const [transfer_id, there] = [dataset.id('transfer', key), dataset.id('location', to)];
  addMovement(dataset, movement, { location_id: MAIN_STORE, other_location_id: there, transfer_id });
  const arrival = { ...movement, key: `${key}/arrival`, quantity: -quantity, cost: -cost };
  addMovement(dataset, arrival, { location_id: there, other_location_id: MAIN_STORE, transfer_id });
}

interface Places {
  readonly location_id: string;
  readonly other_location_id?: string;
  readonly transfer_id?: string;
}

function addMovement(dataset: DemoDataset, movement: BookedMovement, places: Places): void {
  const { key, part, type, quantity, cost, at, by, notes, order, purchase, purchaseLine } = movement;
  dataset.rows.add('inventory_transactions', {
    id: dataset.id('movement', key),
    part_id: dataset.id('part', part),
    ...places,
    transaction_type: type,
    quantity,
    unit_price: inUnits(Math.round(Math.abs(cost / quantity))),
    total_cost: inUnits(cost),
    task_id: order,
    purchase_order_id: purchase,
    purchase_order_line_id: purchaseLine,
    notes,
    performed_by: dataset.userId(by),
    created_at: at,
  });
}

function inUnits(cents: number): string {
  return (cents / 100).toFixed(2);
}
