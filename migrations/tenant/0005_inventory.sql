-- Parts, purchase orders and the ledger of stock movements, which is the truth about quantities.
-- append-only: inventory_transactions

CREATE TABLE inventory_parts (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    part_number varchar(100) NOT NULL UNIQUE,
    name varchar(255) NOT NULL,
    description text,
    category varchar(100),
    manufacturer varchar(255),
    model varchar(255),
    specifications jsonb NOT NULL DEFAULT '{}',
    unit_price numeric(10, 2) CHECK (unit_price >= 0),
    currency varchar(3) NOT NULL DEFAULT 'USD' CHECK (currency ~ '^[A-Z]{3}$'),
    -- Moving average over the receipts; more places than a price, or rounding adds up.
    average_unit_cost numeric(14, 4) CHECK (average_unit_cost >= 0),
    quantity_in_stock integer NOT NULL DEFAULT 0 CHECK (quantity_in_stock >= 0),
    reorder_level integer NOT NULL DEFAULT 10 CHECK (reorder_level >= 0),
    reorder_quantity integer NOT NULL DEFAULT 50 CHECK (reorder_quantity >= 0),
    -- Set when the low-stock event went out, cleared by restocking: one event each time.
    low_stock_since timestamptz,
    warehouse_location varchar(100),
    supplier_name varchar(255),
    supplier_contact varchar(255),
    supplier_part_number varchar(100),
    is_active boolean NOT NULL DEFAULT true,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    search tsvector GENERATED ALWAYS AS (
        to_tsvector('english', name || ' ' || left(coalesce(description, ''), 50000)) ||
        to_tsvector('simple', translate(
            name || ' ' || part_number || ' ' || coalesce(supplier_part_number, '') || ' ' ||
            coalesce(manufacturer, '') || ' ' || coalesce(model, ''),
            '-/._@#', '      ')) ||
        to_tsvector('simple', translate(
            part_number || ' ' || coalesce(supplier_part_number, '') || ' ' || coalesce(model, ''), '-/._@#', ''))
    ) STORED
);

CREATE INDEX idx_inventory_parts_category ON inventory_parts (category);
CREATE INDEX idx_inventory_parts_stock ON inventory_parts (quantity_in_stock);
CREATE INDEX idx_inventory_parts_name ON inventory_parts (name, id);
CREATE INDEX idx_inventory_parts_category_name ON inventory_parts (category, name, id);
CREATE INDEX idx_inventory_parts_created ON inventory_parts (created_at, id);
CREATE INDEX idx_inventory_parts_search ON inventory_parts USING gin (search);
CREATE INDEX idx_inventory_parts_low_stock ON inventory_parts (name, id)
    WHERE is_active AND quantity_in_stock <= reorder_level;

CREATE TABLE purchase_orders (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    order_number varchar(50) NOT NULL UNIQUE,
    supplier_name varchar(255) NOT NULL,
    supplier_contact varchar(255),
    status varchar(50) NOT NULL DEFAULT 'draft'
        CHECK (status IN ('draft', 'ordered', 'partially_received', 'received', 'canceled')),
    currency varchar(3) NOT NULL DEFAULT 'USD' CHECK (currency ~ '^[A-Z]{3}$'),
    notes text,
    expected_date date,
    ordered_at timestamptz,
    received_at timestamptz,
    canceled_at timestamptz,
    cancel_reason text,
    created_by uuid REFERENCES users (id),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_purchase_orders_status ON purchase_orders (status, created_at, id);
CREATE INDEX idx_purchase_orders_created ON purchase_orders (created_at, id);

CREATE TABLE purchase_order_lines (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    purchase_order_id uuid NOT NULL REFERENCES purchase_orders (id) ON DELETE CASCADE,
    part_id uuid NOT NULL REFERENCES inventory_parts (id) ON DELETE RESTRICT,
    line_number integer NOT NULL CHECK (line_number > 0),
    quantity_ordered integer NOT NULL CHECK (quantity_ordered > 0),
    quantity_received integer NOT NULL DEFAULT 0 CHECK (quantity_received >= 0),
    unit_price numeric(10, 2) CHECK (unit_price >= 0),
    notes text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (purchase_order_id, line_number)
);

CREATE INDEX idx_purchase_order_lines_part ON purchase_order_lines (part_id);

CREATE TABLE inventory_transactions (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    part_id uuid NOT NULL REFERENCES inventory_parts (id) ON DELETE RESTRICT,
    transaction_type varchar(50) NOT NULL
        CHECK (transaction_type IN ('purchase', 'usage', 'adjustment', 'return')),
    -- Signed, so that the sum of a part's rows is its stock.
    quantity integer NOT NULL,
    unit_price numeric(10, 2) CHECK (unit_price >= 0),
    total_cost numeric(10, 2),
    -- The id stays when the work order moves to the archive; only the flag is cleared then.
    task_id uuid,
    task_is_live boolean DEFAULT true,
    purchase_order_id uuid REFERENCES purchase_orders (id) ON DELETE RESTRICT,
    purchase_order_line_id uuid REFERENCES purchase_order_lines (id) ON DELETE RESTRICT,
    notes text,
    performed_by uuid REFERENCES users (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT inventory_transactions_quantity_check CHECK (
        CASE transaction_type WHEN 'usage' THEN quantity < 0 WHEN 'adjustment' THEN quantity <> 0 ELSE quantity > 0 END),
    CONSTRAINT inventory_transactions_task_id_fkey FOREIGN KEY (task_id, task_is_live)
        REFERENCES tasks (id, is_live) ON DELETE SET NULL (task_is_live)
);

CREATE INDEX idx_inventory_transactions_part ON inventory_transactions (part_id);
CREATE INDEX idx_inventory_transactions_task ON inventory_transactions (task_id);
CREATE INDEX idx_inventory_transactions_type ON inventory_transactions (transaction_type);
CREATE INDEX idx_inventory_transactions_list ON inventory_transactions (part_id, created_at, id);
CREATE INDEX idx_inventory_transactions_order ON inventory_transactions (purchase_order_id)
    WHERE purchase_order_id IS NOT NULL;
CREATE INDEX idx_inventory_transactions_order_line ON inventory_transactions (purchase_order_line_id)
    WHERE purchase_order_line_id IS NOT NULL;
