-- transaction: none
-- Notifications that were read are deleted some time later.
DROP INDEX CONCURRENTLY IF EXISTS idx_notifications_read_at;
CREATE INDEX CONCURRENTLY idx_notifications_read_at ON notifications (read_at) WHERE is_read;
