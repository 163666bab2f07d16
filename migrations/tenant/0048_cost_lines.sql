-- What a work order cost besides labour and parts.

CREATE TABLE task_costs (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    task_id uuid NOT NULL CONSTRAINT task_costs_task_id_fkey REFERENCES tasks (id) ON DELETE CASCADE,
    cost_type varchar(20) NOT NULL CHECK (cost_type IN ('travel', 'subcontractor', 'material', 'other')),
    description varchar(255) NOT NULL,
    amount numeric(10, 2) NOT NULL CHECK (amount >= 0),
    currency varchar(3) NOT NULL,
    created_by uuid REFERENCES users (id),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_task_costs_task ON task_costs (task_id, created_at, id);
CREATE INDEX idx_task_costs_task_updated ON task_costs (task_id, updated_at, id);
CREATE INDEX idx_task_costs_updated ON task_costs (updated_at, id);

CREATE TABLE task_costs_archive (
    LIKE task_costs INCLUDING ALL,
    archived_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (task_id) REFERENCES tasks_archive (id) ON DELETE CASCADE,
    FOREIGN KEY (created_by) REFERENCES users (id)
);
