-- transaction: none
-- Numbers of the work orders that exist, in the order of their creation; the year is that in UTC.
DROP INDEX CONCURRENTLY IF EXISTS idx_tasks_without_number;
CREATE INDEX CONCURRENTLY idx_tasks_without_number ON tasks (created_at, id) WHERE task_number IS NULL;
-- batched
UPDATE tasks AS t
SET task_number = 'WO-' || to_char(t.created_at AT TIME ZONE 'UTC', 'YYYY') || '-' || oldest.count, updated_at = now()
FROM (
    SELECT ordered.id, nextval('work_order_counts') AS count
    FROM (SELECT id FROM tasks WHERE task_number IS NULL ORDER BY created_at, id LIMIT 5000) AS ordered
) AS oldest
WHERE oldest.id = t.id;
-- batched
UPDATE tasks_archive AS t
SET task_number = 'WO-' || to_char(t.created_at AT TIME ZONE 'UTC', 'YYYY') || '-' || oldest.count, updated_at = now()
FROM (
    SELECT ordered.id, nextval('work_order_counts') AS count
    FROM (SELECT id FROM tasks_archive WHERE task_number IS NULL ORDER BY created_at, id LIMIT 5000) AS ordered
) AS oldest
WHERE oldest.id = t.id;
DROP INDEX CONCURRENTLY IF EXISTS tasks_task_number_key;
CREATE UNIQUE INDEX CONCURRENTLY tasks_task_number_key ON tasks (task_number);
DROP INDEX CONCURRENTLY IF EXISTS tasks_archive_task_number_key;
CREATE UNIQUE INDEX CONCURRENTLY tasks_archive_task_number_key ON tasks_archive (task_number);
