-- Stock-takes: a sheet lists what should lie at a location, and is booked as adjustments once somebody has counted.

CREATE TABLE stock_counts (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name varchar(255) NOT NULL,
    location_id uuid NOT NULL REFERENCES stock_locations (id) ON DELETE RESTRICT,
    -- Null for all parts that lie there.
    category varchar(100),
    is_blind boolean NOT NULL DEFAULT false,
    status varchar(50) NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'booked', 'canceled')),
    notes text,
    created_by uuid REFERENCES users (id),
    closed_by uuid REFERENCES users (id),
    closed_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_stock_counts_created ON stock_counts (created_at, id);
CREATE INDEX idx_stock_counts_updated ON stock_counts (updated_at, id);
CREATE INDEX idx_stock_counts_status ON stock_counts (status, created_at, id);
CREATE INDEX idx_stock_counts_location ON stock_counts (location_id, created_at, id);

CREATE TABLE stock_count_lines (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    stock_count_id uuid NOT NULL REFERENCES stock_counts (id) ON DELETE RESTRICT,
    part_id uuid NOT NULL REFERENCES inventory_parts (id) ON DELETE RESTRICT,
    -- In stock when the sheet was made.
    expected_quantity integer NOT NULL,
    -- What was moved from then until it was counted.
    moved_quantity integer,
    counted_quantity integer CHECK (counted_quantity >= 0),
    counted_by uuid REFERENCES users (id),
    counted_at timestamptz,
    notes text,
    -- The adjustment, where there was a difference.
    movement_id uuid REFERENCES inventory_transactions (id) ON DELETE RESTRICT,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (stock_count_id, part_id)
);

CREATE INDEX idx_stock_count_lines_part ON stock_count_lines (part_id);
CREATE INDEX idx_stock_count_lines_movement ON stock_count_lines (movement_id) WHERE movement_id IS NOT NULL;
