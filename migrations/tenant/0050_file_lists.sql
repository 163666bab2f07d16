-- transaction: none
-- What the file before has added, checked for the rows that are there.
ALTER TABLE equipment_documents VALIDATE CONSTRAINT equipment_documents_facility_id_fkey;
ALTER TABLE equipment_documents VALIDATE CONSTRAINT equipment_documents_owner_check;
-- Files that are to be removed; documents and images: filter, sort, id, and by time of change.
DROP INDEX CONCURRENTLY IF EXISTS idx_uploads_removal;
CREATE INDEX CONCURRENTLY idx_uploads_removal ON uploads (expires_at) WHERE expires_at IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS idx_equipment_documents_created;
CREATE INDEX CONCURRENTLY idx_equipment_documents_created ON equipment_documents (created_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_equipment_documents_updated;
CREATE INDEX CONCURRENTLY idx_equipment_documents_updated ON equipment_documents (updated_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_equipment_documents_expiry_list;
CREATE INDEX CONCURRENTLY idx_equipment_documents_expiry_list ON equipment_documents (coalesce(expiry_date, 'infinity'::date), id);
DROP INDEX CONCURRENTLY IF EXISTS idx_equipment_documents_equipment_list;
CREATE INDEX CONCURRENTLY idx_equipment_documents_equipment_list ON equipment_documents (equipment_id, created_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_equipment_images_created;
CREATE INDEX CONCURRENTLY idx_equipment_images_created ON equipment_images (created_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_equipment_images_updated;
CREATE INDEX CONCURRENTLY idx_equipment_images_updated ON equipment_images (updated_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_equipment_images_equipment_list;
CREATE INDEX CONCURRENTLY idx_equipment_images_equipment_list ON equipment_images (equipment_id, created_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_equipment_documents_facility_list;
CREATE INDEX CONCURRENTLY idx_equipment_documents_facility_list ON equipment_documents (facility_id, created_at, id);
