-- transaction: none
-- The machines of another one, and those below it.
DROP INDEX CONCURRENTLY IF EXISTS idx_equipment_parent_natural_name;
CREATE INDEX CONCURRENTLY idx_equipment_parent_natural_name ON equipment (parent_id, name COLLATE natural_order, id);
