-- transaction: none
DROP INDEX CONCURRENTLY IF EXISTS idx_task_comments_updated;
CREATE INDEX CONCURRENTLY idx_task_comments_updated ON task_comments (task_id, updated_at, id);
