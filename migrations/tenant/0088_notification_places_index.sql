-- transaction: none
DROP INDEX CONCURRENTLY IF EXISTS idx_notifications_position;
CREATE INDEX CONCURRENTLY idx_notifications_position ON notifications (user_id, position);
