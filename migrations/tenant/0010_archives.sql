-- Where old rows go. Same columns as the live tables (a test compares), plus when they moved.
-- append-only: task_history_archive, audit_logs_archive

CREATE TABLE tasks_archive (
    LIKE tasks INCLUDING ALL,
    archived_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (equipment_id) REFERENCES equipment (id) ON DELETE RESTRICT,
    FOREIGN KEY (facility_id) REFERENCES facilities (id) ON DELETE RESTRICT,
    FOREIGN KEY (assigned_to) REFERENCES users (id),
    FOREIGN KEY (assigned_team_id) REFERENCES teams (id),
    FOREIGN KEY (service_request_id) REFERENCES service_requests (id) ON DELETE SET NULL,
    FOREIGN KEY (maintenance_schedule_id) REFERENCES maintenance_schedules (id) ON DELETE RESTRICT,
    FOREIGN KEY (created_by) REFERENCES users (id)
);

CREATE TABLE task_comments_archive (
    LIKE task_comments INCLUDING ALL,
    archived_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (task_id) REFERENCES tasks_archive (id) ON DELETE CASCADE,
    FOREIGN KEY (user_id) REFERENCES users (id)
);

CREATE TABLE task_attachments_archive (
    LIKE task_attachments INCLUDING ALL,
    archived_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (task_id) REFERENCES tasks_archive (id) ON DELETE CASCADE,
    FOREIGN KEY (upload_id) REFERENCES uploads (id) ON DELETE SET NULL,
    FOREIGN KEY (uploaded_by) REFERENCES users (id)
);

CREATE TABLE task_history_archive (
    LIKE task_history INCLUDING ALL,
    archived_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (task_id) REFERENCES tasks_archive (id) ON DELETE CASCADE,
    FOREIGN KEY (user_id) REFERENCES users (id)
);

CREATE TABLE technician_work_logs_archive (
    LIKE technician_work_logs INCLUDING ALL,
    archived_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (task_id) REFERENCES tasks_archive (id) ON DELETE CASCADE,
    FOREIGN KEY (technician_id) REFERENCES users (id)
);

CREATE TABLE audit_logs_archive (
    LIKE audit_logs INCLUDING ALL,
    archived_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (user_id) REFERENCES users (id)
);
