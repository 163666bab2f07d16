-- Who helps whoever is to do the work.
CREATE TABLE task_helpers (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    task_id uuid NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES users (id),
    added_by uuid REFERENCES users (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT task_helpers_key UNIQUE (task_id, user_id)
);

CREATE INDEX idx_task_helpers_list ON task_helpers (task_id, created_at, id);
CREATE INDEX idx_task_helpers_user ON task_helpers (user_id, task_id);
CREATE INDEX idx_task_helpers_added_by ON task_helpers (added_by);

CREATE TABLE task_helpers_archive (
    LIKE task_helpers INCLUDING ALL,
    archived_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (task_id) REFERENCES tasks_archive (id) ON DELETE CASCADE,
    FOREIGN KEY (user_id) REFERENCES users (id),
    FOREIGN KEY (added_by) REFERENCES users (id)
);
