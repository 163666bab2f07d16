-- transaction: none
-- What was done to one thing, and all acts of a kind, the latest first.
DROP INDEX CONCURRENTLY IF EXISTS idx_audit_logs_resource_list;
CREATE INDEX CONCURRENTLY idx_audit_logs_resource_list ON audit_logs (resource_id, created_at, id) WHERE resource_id IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS idx_audit_logs_type_list;
CREATE INDEX CONCURRENTLY idx_audit_logs_type_list ON audit_logs (resource_type, created_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_audit_logs_action_list;
CREATE INDEX CONCURRENTLY idx_audit_logs_action_list ON audit_logs (action, created_at, id);
-- The same orders and filters as those of the log, whose later indexes the archive lacks.
DROP INDEX CONCURRENTLY IF EXISTS idx_audit_logs_archive_actor_list;
CREATE INDEX CONCURRENTLY idx_audit_logs_archive_actor_list ON audit_logs_archive (actor_id, created_at, id) WHERE actor_id IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS idx_audit_logs_archive_resource_list;
CREATE INDEX CONCURRENTLY idx_audit_logs_archive_resource_list ON audit_logs_archive (resource_id, created_at, id) WHERE resource_id IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS idx_audit_logs_archive_type_list;
CREATE INDEX CONCURRENTLY idx_audit_logs_archive_type_list ON audit_logs_archive (resource_type, created_at, id);
DROP INDEX CONCURRENTLY IF EXISTS idx_audit_logs_archive_action_list;
CREATE INDEX CONCURRENTLY idx_audit_logs_archive_action_list ON audit_logs_archive (action, created_at, id);
-- Those above, and the lists by time and by user, serve what these did.
DROP INDEX CONCURRENTLY IF EXISTS idx_audit_logs_resource;
DROP INDEX CONCURRENTLY IF EXISTS idx_audit_logs_created;
DROP INDEX CONCURRENTLY IF EXISTS idx_audit_logs_user;
