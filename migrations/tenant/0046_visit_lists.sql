-- transaction: none
-- Lists of visits: of all, of a work order, of those that are open, and of what changed.
DROP INDEX CONCURRENTLY IF EXISTS idx_work_logs_arrival_list;
CREATE INDEX CONCURRENTLY idx_work_logs_arrival_list ON technician_work_logs (arrival_time, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_work_logs_arrival;
DROP INDEX CONCURRENTLY IF EXISTS idx_work_logs_task_list;
CREATE INDEX CONCURRENTLY idx_work_logs_task_list ON technician_work_logs (task_id, arrival_time, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_work_logs_task;
DROP INDEX CONCURRENTLY IF EXISTS idx_work_logs_open;
CREATE INDEX CONCURRENTLY idx_work_logs_open ON technician_work_logs (arrival_time, id) WHERE work_status <> 'completed';
DROP INDEX CONCURRENTLY IF EXISTS idx_work_logs_updated;
CREATE INDEX CONCURRENTLY idx_work_logs_updated ON technician_work_logs (updated_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_work_logs_technician;
