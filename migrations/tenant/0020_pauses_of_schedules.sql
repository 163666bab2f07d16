-- What a schedule's dates fell into while it was paused: said in the ledger when they are planned after the pause.
-- A list of {from, until, reason}, the times in RFC 3339; those that no coming date can fall into are dropped.
ALTER TABLE maintenance_schedules ADD COLUMN past_pauses jsonb NOT NULL DEFAULT '[]';
