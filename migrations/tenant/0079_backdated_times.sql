-- When a start or a completion was entered, where that was later than it happened.
ALTER TABLE tasks
    ADD COLUMN start_recorded_at timestamptz,
    ADD COLUMN completion_recorded_at timestamptz;
ALTER TABLE tasks_archive
    ADD COLUMN start_recorded_at timestamptz,
    ADD COLUMN completion_recorded_at timestamptz;
