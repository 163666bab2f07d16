-- Which deadlines of work orders people were told of: once for each due time.
CREATE TABLE task_deadline_notices (
    task_id uuid NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    threshold varchar(20) NOT NULL CHECK (threshold IN ('due_soon', 'overdue')),
    due_at timestamptz NOT NULL,
    noticed_at timestamptz NOT NULL,
    PRIMARY KEY (task_id, threshold, due_at)
);
