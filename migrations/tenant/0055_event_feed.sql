-- transaction: none
-- The feed in its order, and what has no place in it yet.
DROP INDEX CONCURRENTLY IF EXISTS idx_outbox_position;
CREATE UNIQUE INDEX CONCURRENTLY idx_outbox_position ON outbox (position) WHERE position IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS idx_outbox_unplaced;
CREATE INDEX CONCURRENTLY idx_outbox_unplaced ON outbox (sequence) WHERE position IS NULL;
