-- Which work order follows from, blocks or duplicates which. A link stays when either of the two moves to the archive.
CREATE TABLE task_links (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    task_id uuid NOT NULL,
    task_is_live boolean DEFAULT true,
    link_type varchar(20) NOT NULL CHECK (link_type IN ('follow_up_of', 'blocks', 'duplicates')),
    linked_task_id uuid NOT NULL,
    linked_task_is_live boolean DEFAULT true,
    created_by uuid REFERENCES users (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT task_links_key UNIQUE (task_id, link_type, linked_task_id),
    CONSTRAINT task_links_other_check CHECK (task_id <> linked_task_id),
    CONSTRAINT task_links_task_id_fkey FOREIGN KEY (task_id, task_is_live)
        REFERENCES tasks (id, is_live) ON DELETE SET NULL (task_is_live),
    CONSTRAINT task_links_linked_task_id_fkey FOREIGN KEY (linked_task_id, linked_task_is_live)
        REFERENCES tasks (id, is_live) ON DELETE SET NULL (linked_task_is_live)
);

CREATE INDEX idx_task_links_task ON task_links (task_id, created_at, id);
CREATE INDEX idx_task_links_linked ON task_links (linked_task_id, created_at, id);
