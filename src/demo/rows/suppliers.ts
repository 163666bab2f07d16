import type { DemoDataset } from '../demo-dataset.js';
import type { PartRow } from '../demo-tenant.js';

/** Whom parts are bought from: one supplier for each part, which it prefers. */
export function addSuppliers(dataset: DemoDataset): void {
  const { parts, purchases, currency } = dataset.tenant;
  const names = new Set([...parts.map(([, , , , supplier]) => supplier), ...purchases.map(({ supplier }) => supplier)]);
  const times = { version: 1, created_at: dataset.since, updated_at: dataset.since };
  for (const name of names) {
    const contact = { email: ordersAddress(name), currency, lead_days: 7 + (name.length % 14) };
    dataset.rows.add('suppliers', { id: dataset.id('supplier', name), name, ...contact, ...times });
  }
  for (const part of parts) {
    const [number, , , , supplier, unitPrice] = part;
    dataset.rows.add('part_suppliers', {
      id: dataset.id('part_supplier', number),
      part_id: dataset.id('part', number),
      supplier_id: dataset.id('supplier', supplier),
      supplier_part_number: supplierPartNumber(part),
      unit_price: unitPrice,
      is_preferred: true,
      ...times,
    });
  }
}

export function ordersAddress(supplier: string): string {
  const host = supplier
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '');
  return `orders@${host}.example`;
}

export function supplierPartNumber([number, , , maker]: PartRow): string {
  return `${maker.slice(0, 3).toUpperCase()}-${number}`;
}
