-- Which part takes the place of which.

CREATE TABLE part_replacements (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    part_id uuid NOT NULL REFERENCES inventory_parts (id) ON DELETE RESTRICT,
    replacement_id uuid NOT NULL REFERENCES inventory_parts (id) ON DELETE RESTRICT,
    notes text,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (part_id, replacement_id),
    CONSTRAINT part_replacements_other_check CHECK (part_id <> replacement_id)
);

CREATE INDEX idx_part_replacements_list ON part_replacements (part_id, created_at, id);
CREATE INDEX idx_part_replacements_replacement ON part_replacements (replacement_id);
