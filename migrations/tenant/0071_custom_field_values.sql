-- transaction: none
-- Machines by what they have in fields of the account's own.
DROP INDEX CONCURRENTLY IF EXISTS idx_equipment_custom_fields;
CREATE INDEX CONCURRENTLY idx_equipment_custom_fields ON equipment USING gin (custom_fields);
