-- transaction: none
-- Lists by the time of completion show all work; what is not completed stands before everything that is.
DROP INDEX CONCURRENTLY IF EXISTS idx_tasks_completed_list;
CREATE INDEX CONCURRENTLY idx_tasks_completed_list ON tasks (coalesce(completed_at, '-infinity'::timestamptz), id);
DROP INDEX CONCURRENTLY IF EXISTS idx_tasks_completed;
