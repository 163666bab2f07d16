// Past the unit of work: an order has up to two hundred lines, which change together with the order that is their aggregate.
import { insertRows, tenantQuery, type Statement } from '#libs/database';
import type { InventoryTables } from '../../inventory.tables.js';
import type { NewLine } from './order-lines.js';

const columns = {
  id: 'uuid',
  purchase_order_id: 'uuid',
  part_id: 'uuid',
  line_number: 'int',
  quantity_ordered: 'int',
  unit_price: 'numeric',
  notes: 'text',
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
};

export function insertLines(schema: string, orderId: string, lines: readonly NewLine[], at: Date): Statement {
  const rows = lines.map(({ id, partId, lineNumber, quantity, unitPrice, notes }) => ({
    ...{ id, purchase_order_id: orderId, part_id: partId, line_number: lineNumber, quantity_ordered: quantity },
    ...{ unit_price: unitPrice, notes, created_at: at, updated_at: at },
  }));
  return insertRows(schema, 'purchase_order_lines', columns, rows);
}

export const deleteLines = tenantQuery<InventoryTables, { orderId: string }>()((db, p) =>
  db.deleteFrom('purchase_order_lines').where('purchase_order_id', '=', p('orderId')),
);
