-- transaction: none
-- Facilities around a place, and machines by the end of their warranty.
DROP INDEX CONCURRENTLY IF EXISTS idx_facilities_position;
CREATE INDEX CONCURRENTLY idx_facilities_position ON facilities (latitude, longitude);
DROP INDEX CONCURRENTLY IF EXISTS idx_equipment_warranty;
CREATE INDEX CONCURRENTLY idx_equipment_warranty ON equipment (coalesce(warranty_expiry_date, 'infinity'::date), id);
