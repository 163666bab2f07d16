-- transaction: none
ALTER TABLE inventory_transactions VALIDATE CONSTRAINT inventory_transactions_transaction_type_check;
ALTER TABLE inventory_transactions VALIDATE CONSTRAINT inventory_transactions_quantity_check;
-- A part is once on an order.
DROP INDEX CONCURRENTLY IF EXISTS purchase_order_lines_part_key;
CREATE UNIQUE INDEX CONCURRENTLY purchase_order_lines_part_key ON purchase_order_lines (purchase_order_id, part_id);
-- Lists of orders.
DROP INDEX CONCURRENTLY IF EXISTS idx_purchase_orders_updated;
CREATE INDEX CONCURRENTLY idx_purchase_orders_updated ON purchase_orders (updated_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_purchase_orders_natural_number;
CREATE INDEX CONCURRENTLY idx_purchase_orders_natural_number ON purchase_orders (order_number COLLATE natural_order, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_purchase_orders_supplier;
CREATE INDEX CONCURRENTLY idx_purchase_orders_supplier ON purchase_orders (supplier_id, created_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_purchase_orders_on_order;
CREATE INDEX CONCURRENTLY idx_purchase_orders_on_order ON purchase_orders (created_at, id)
    WHERE status IN ('ordered', 'partially_received');
-- Movements of an order, in their order.
DROP INDEX CONCURRENTLY IF EXISTS idx_inventory_transactions_order_list;
CREATE INDEX CONCURRENTLY idx_inventory_transactions_order_list ON inventory_transactions (purchase_order_id, created_at, id)
    WHERE purchase_order_id IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS idx_inventory_transactions_order;
-- Orders from before there were suppliers.
-- batched
UPDATE purchase_orders SET supplier_id = named.supplier_id, updated_at = now()
FROM (
    SELECT o.id, s.id AS supplier_id FROM purchase_orders o JOIN suppliers s ON s.name = (btrim(o.supplier_name) COLLATE case_insensitive)
    WHERE o.supplier_id IS NULL LIMIT 1000
) named
WHERE purchase_orders.id = named.id;
-- batched
UPDATE purchase_orders SET total_cost = lines.cost, updated_at = now()
FROM (
    SELECT o.id, sum(l.quantity_ordered * l.unit_price) AS cost FROM purchase_orders o
    JOIN purchase_order_lines l ON l.purchase_order_id = o.id
    GROUP BY o.id HAVING sum(l.quantity_ordered * l.unit_price) <> o.total_cost LIMIT 1000
) lines
WHERE purchase_orders.id = lines.id;
