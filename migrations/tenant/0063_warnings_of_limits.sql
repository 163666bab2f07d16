-- How much of a limit was in use when somebody was last warned: 80 or 100 per cent, 0 below.
ALTER TABLE usage_counters
    ADD COLUMN warned_percent smallint NOT NULL DEFAULT 0;
