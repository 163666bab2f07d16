-- Why nothing can be made of the schedule until wake_at, when it is tried again; null for all but the few that cannot be planned or written.
ALTER TABLE maintenance_schedules ADD COLUMN resting_reason text;
