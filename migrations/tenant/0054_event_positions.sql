-- The place of an event in the feed of changes: given when somebody reads it, to events that are committed by then, so that none comes to
-- stand before one that was read already.
ALTER TABLE outbox ADD COLUMN position bigint;
