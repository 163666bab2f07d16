-- Parts planned for work orders and set aside where they lie, and levels of stock at a location.

CREATE TABLE planned_parts (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    part_id uuid NOT NULL REFERENCES inventory_parts (id) ON DELETE RESTRICT,
    location_id uuid NOT NULL REFERENCES stock_locations (id) ON DELETE RESTRICT,
    -- The id stays when the work order moves to the archive; only the flag is cleared then.
    task_id uuid NOT NULL,
    task_is_live boolean DEFAULT true,
    quantity integer NOT NULL CHECK (quantity >= 0),
    -- How many of them are set aside: never more than are planned and not used yet.
    reserved integer NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    planned_by uuid REFERENCES users (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT planned_parts_task_id_fkey FOREIGN KEY (task_id, task_is_live)
        REFERENCES tasks (id, is_live) ON DELETE SET NULL (task_is_live),
    UNIQUE (task_id, part_id, location_id)
);

CREATE INDEX idx_planned_parts_part ON planned_parts (part_id, location_id);
CREATE INDEX idx_planned_parts_location ON planned_parts (location_id);

-- The sums of planned_parts.reserved, at the location and in total.
ALTER TABLE inventory_stock
    ADD COLUMN reserved integer NOT NULL DEFAULT 0,
    -- With as many or fewer there the part counts as low at the location; null where nobody asked.
    ADD COLUMN reorder_level integer,
    ADD COLUMN low_stock_since timestamptz;
ALTER TABLE inventory_parts ADD COLUMN quantity_reserved integer NOT NULL DEFAULT 0;
