-- transaction: none
-- Lists of parts, in the order of people and by the texts that they type.
DROP INDEX CONCURRENTLY IF EXISTS idx_inventory_parts_natural_name;
CREATE INDEX CONCURRENTLY idx_inventory_parts_natural_name ON inventory_parts (name COLLATE natural_order, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_inventory_parts_name;
DROP INDEX CONCURRENTLY IF EXISTS idx_inventory_parts_natural_number;
CREATE INDEX CONCURRENTLY idx_inventory_parts_natural_number ON inventory_parts (part_number COLLATE natural_order, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_inventory_parts_stock_list;
CREATE INDEX CONCURRENTLY idx_inventory_parts_stock_list ON inventory_parts (quantity_in_stock, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_inventory_parts_stock;
DROP INDEX CONCURRENTLY IF EXISTS idx_inventory_parts_updated;
CREATE INDEX CONCURRENTLY idx_inventory_parts_updated ON inventory_parts (updated_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_inventory_parts_active;
CREATE INDEX CONCURRENTLY idx_inventory_parts_active ON inventory_parts (is_active, name COLLATE natural_order, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_inventory_parts_same_category;
CREATE INDEX CONCURRENTLY idx_inventory_parts_same_category ON inventory_parts (category COLLATE case_insensitive, name COLLATE natural_order, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_inventory_parts_category_name;
DROP INDEX CONCURRENTLY IF EXISTS idx_inventory_parts_category;
DROP INDEX CONCURRENTLY IF EXISTS idx_inventory_parts_same_maker;
CREATE INDEX CONCURRENTLY idx_inventory_parts_same_maker ON inventory_parts (manufacturer COLLATE case_insensitive, name COLLATE natural_order, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_inventory_parts_same_supplier;
CREATE INDEX CONCURRENTLY idx_inventory_parts_same_supplier ON inventory_parts (supplier_name COLLATE case_insensitive, name COLLATE natural_order, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_inventory_parts_natural_low_stock;
CREATE INDEX CONCURRENTLY idx_inventory_parts_natural_low_stock ON inventory_parts (name COLLATE natural_order, id)
    WHERE is_active AND quantity_in_stock <= reorder_level;
DROP INDEX CONCURRENTLY IF EXISTS idx_inventory_parts_low_stock;
-- Lists of movements.
DROP INDEX CONCURRENTLY IF EXISTS idx_inventory_transactions_created;
CREATE INDEX CONCURRENTLY idx_inventory_transactions_created ON inventory_transactions (created_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_inventory_transactions_location;
CREATE INDEX CONCURRENTLY idx_inventory_transactions_location ON inventory_transactions (location_id, created_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_inventory_transactions_type_list;
CREATE INDEX CONCURRENTLY idx_inventory_transactions_type_list ON inventory_transactions (transaction_type, created_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_inventory_transactions_type;
-- What was issued and not returned, for each work order.
DROP INDEX CONCURRENTLY IF EXISTS idx_inventory_transactions_issued;
CREATE INDEX CONCURRENTLY idx_inventory_transactions_issued ON inventory_transactions (part_id, task_id) INCLUDE (quantity, total_cost)
    WHERE transaction_type IN ('usage', 'return');
-- Stock that was booked before this release.
-- batched
UPDATE inventory_parts SET stock_value = booked.value, updated_at = now()
FROM (
    SELECT s.part_id, sum(s.value) AS value FROM inventory_stock s JOIN inventory_parts p ON p.id = s.part_id
    GROUP BY s.part_id, p.stock_value HAVING sum(s.value) <> p.stock_value LIMIT 1000
) booked
WHERE inventory_parts.id = booked.part_id;
