-- transaction: none
ALTER TABLE custom_fields VALIDATE CONSTRAINT custom_fields_applies_to_check;
-- Work orders by what they have in fields of the account's own. Those without any cost the index nothing.
DROP INDEX CONCURRENTLY IF EXISTS idx_tasks_custom_fields;
CREATE INDEX CONCURRENTLY idx_tasks_custom_fields ON tasks USING gin (custom_fields) WHERE custom_fields <> '{}';
DROP INDEX CONCURRENTLY IF EXISTS idx_tasks_archive_custom_fields;
CREATE INDEX CONCURRENTLY idx_tasks_archive_custom_fields ON tasks_archive USING gin (custom_fields) WHERE custom_fields <> '{}';
