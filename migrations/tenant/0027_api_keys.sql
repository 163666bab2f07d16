-- transaction: none
-- What has changed since a time, in that order: for whoever keeps a copy.
DROP INDEX CONCURRENTLY IF EXISTS idx_api_keys_updated;
CREATE INDEX CONCURRENTLY idx_api_keys_updated ON api_keys (updated_at, id);
-- The key by which a program started the work: it sees its own alone.
ALTER TABLE operations ADD COLUMN IF NOT EXISTS api_key_id uuid;
-- What one API key or operator has done, the latest first.
DROP INDEX CONCURRENTLY IF EXISTS idx_audit_logs_actor_list;
CREATE INDEX CONCURRENTLY idx_audit_logs_actor_list ON audit_logs (actor_id, created_at, id) WHERE actor_id IS NOT NULL;
