-- transaction: none
DROP INDEX CONCURRENTLY IF EXISTS idx_tasks_without_number;
ALTER TABLE tasks DROP CONSTRAINT IF EXISTS tasks_task_number_check;
ALTER TABLE tasks ADD CONSTRAINT tasks_task_number_check CHECK (task_number IS NOT NULL) NOT VALID;
ALTER TABLE tasks VALIDATE CONSTRAINT tasks_task_number_check;
-- lint-allow: set-not-null because the constraint above has checked the rows, so that none is read
ALTER TABLE tasks ALTER COLUMN task_number SET NOT NULL;
ALTER TABLE tasks DROP CONSTRAINT tasks_task_number_check;
-- lint-allow: set-not-null because nothing writes this table yet
ALTER TABLE tasks_archive ALTER COLUMN task_number SET NOT NULL;
