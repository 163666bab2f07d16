-- transaction: none
-- Which work was reopened: reports ask it of each repair, and it is a line among many of its history.
DROP INDEX CONCURRENTLY IF EXISTS idx_task_history_reopened;
CREATE INDEX CONCURRENTLY idx_task_history_reopened ON task_history (task_id) WHERE action = 'reopened';
