-- What a row of the ledger stands for: the day that the rule asks for, in a round that begins with each completion a floating schedule
-- counts from. Zone and time of day may change, and work may be done a whole step early: the instant is no key then.
-- The previous release goes on beside this: it takes its dates under the lock of the schedule and never looks at the key. Its rows
-- have no day and are read by their instant.
ALTER TABLE maintenance_schedules ADD COLUMN round integer NOT NULL DEFAULT 0;
ALTER TABLE maintenance_occurrences ADD COLUMN round integer NOT NULL DEFAULT 0;
ALTER TABLE maintenance_occurrences ADD COLUMN occurrence_on date;
ALTER TABLE maintenance_occurrences DROP CONSTRAINT maintenance_occurrences_key;
