-- transaction: none
-- Several requests may lead to one work order: duplicates are linked to it instead of making another one.
ALTER TABLE service_requests DROP CONSTRAINT IF EXISTS service_requests_converted_task_id_key;
DROP INDEX CONCURRENTLY IF EXISTS idx_service_requests_work_order;
CREATE INDEX CONCURRENTLY idx_service_requests_work_order ON service_requests (converted_task_id, created_at, id)
    WHERE converted_task_id IS NOT NULL;
-- Lists of them: by priority, and what has changed since a time.
DROP INDEX CONCURRENTLY IF EXISTS idx_service_requests_priority_list;
CREATE INDEX CONCURRENTLY idx_service_requests_priority_list ON service_requests (priority, created_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_service_requests_updated;
CREATE INDEX CONCURRENTLY idx_service_requests_updated ON service_requests (updated_at, id);
