-- What ended a visit, what was entered late or corrected, and why.

ALTER TABLE technician_work_logs
    ADD COLUMN arrival_reason text,
    ADD COLUMN departure_reason text,
    ADD COLUMN ended_by varchar(20) CHECK (ended_by IN ('departure', 'next_arrival', 'work_ended', 'time_limit')),
    ADD COLUMN corrected_at timestamptz,
    ADD COLUMN corrected_by uuid REFERENCES users (id),
    ADD COLUMN correction_reason text;
-- lint-allow: set-not-null because no release before this one has a route that writes visits
ALTER TABLE technician_work_logs ALTER COLUMN arrival_time SET DEFAULT now(), ALTER COLUMN arrival_time SET NOT NULL;

ALTER TABLE technician_work_logs_archive
    ADD COLUMN arrival_reason text,
    ADD COLUMN departure_reason text,
    ADD COLUMN ended_by varchar(20) CHECK (ended_by IN ('departure', 'next_arrival', 'work_ended', 'time_limit')),
    ADD COLUMN corrected_at timestamptz,
    ADD COLUMN corrected_by uuid REFERENCES users (id),
    ADD COLUMN correction_reason text;
-- lint-allow: set-not-null because nothing writes this table yet
ALTER TABLE technician_work_logs_archive ALTER COLUMN arrival_time SET DEFAULT now(), ALTER COLUMN arrival_time SET NOT NULL;

-- Whether the hours were given by hand, so that they do not follow the visits.
ALTER TABLE tasks ADD COLUMN actual_hours_given boolean;
ALTER TABLE tasks_archive ADD COLUMN actual_hours_given boolean;
