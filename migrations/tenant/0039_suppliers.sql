-- Suppliers as records, and what each of them calls a part and asks for it. The texts on the part show the preferred one.

CREATE TABLE suppliers (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name varchar(255) NOT NULL,
    contact varchar(255),
    email varchar(255),
    phone varchar(50),
    currency varchar(3) NOT NULL DEFAULT 'USD' CHECK (currency ~ '^[A-Z]{3}$'),
    lead_days integer CHECK (lead_days BETWEEN 0 AND 1000),
    notes text,
    is_active boolean NOT NULL DEFAULT true,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    search tsvector GENERATED ALWAYS AS (
        to_tsvector('simple', translate(
            name || ' ' || coalesce(contact, '') || ' ' || coalesce(email, ''), '-/._@#', '      '))
    ) STORED
);

CREATE UNIQUE INDEX suppliers_same_name_key ON suppliers (name COLLATE case_insensitive);
CREATE INDEX idx_suppliers_natural_name ON suppliers (name COLLATE natural_order, id);
CREATE INDEX idx_suppliers_active ON suppliers (is_active, name COLLATE natural_order, id);
CREATE INDEX idx_suppliers_created ON suppliers (created_at, id);
CREATE INDEX idx_suppliers_updated ON suppliers (updated_at, id);
CREATE INDEX idx_suppliers_search ON suppliers USING gin (search);

CREATE TABLE part_suppliers (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    part_id uuid NOT NULL REFERENCES inventory_parts (id) ON DELETE RESTRICT,
    supplier_id uuid NOT NULL REFERENCES suppliers (id) ON DELETE RESTRICT,
    supplier_part_number varchar(100),
    -- Whom to ask about this part, where that is not the contact of the supplier.
    contact varchar(255),
    -- In the currency of the part, like all of its prices.
    unit_price numeric(10, 2) CHECK (unit_price >= 0),
    pack_size integer NOT NULL DEFAULT 1 CHECK (pack_size BETWEEN 1 AND 1000000),
    is_preferred boolean NOT NULL DEFAULT false,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (part_id, supplier_id)
);

CREATE UNIQUE INDEX part_suppliers_preferred_key ON part_suppliers (part_id) WHERE is_preferred;
CREATE INDEX idx_part_suppliers_part ON part_suppliers (part_id, created_at, id);
CREATE INDEX idx_part_suppliers_supplier ON part_suppliers (supplier_id, created_at, id);
CREATE INDEX idx_part_suppliers_created ON part_suppliers (created_at, id);
CREATE INDEX idx_part_suppliers_updated ON part_suppliers (updated_at, id);
-- Numbers are found with and without their separators.
CREATE INDEX idx_part_suppliers_number ON part_suppliers (translate(lower(supplier_part_number), '-/._@# ', ''), part_id);

-- What parts and orders say so far. A number or contact without a name is kept under "Unknown".
INSERT INTO suppliers (name, contact, email, currency)
SELECT DISTINCT ON (named.name COLLATE case_insensitive) named.name,
    CASE WHEN named.contact !~ '^[^@\s]+@[^@\s]+$' THEN named.contact END,
    CASE WHEN named.contact ~ '^[^@\s]+@[^@\s]+$' THEN named.contact END,
    named.currency
FROM (
    SELECT coalesce(nullif(btrim(supplier_name), ''), 'Unknown') AS name, nullif(btrim(supplier_contact), '') AS contact, currency,
        created_at FROM inventory_parts
    WHERE btrim(concat(supplier_name, supplier_contact, supplier_part_number)) <> ''
    UNION ALL
    SELECT coalesce(nullif(btrim(supplier_name), ''), 'Unknown'), nullif(btrim(supplier_contact), ''), currency, created_at
    FROM purchase_orders
) AS named
ORDER BY named.name COLLATE case_insensitive, named.contact IS NULL, named.created_at;

INSERT INTO part_suppliers (part_id, supplier_id, supplier_part_number, contact, unit_price, is_preferred)
SELECT p.id, s.id, p.supplier_part_number,
    CASE WHEN btrim(p.supplier_contact) IS DISTINCT FROM coalesce(s.contact, s.email) THEN nullif(btrim(p.supplier_contact), '') END,
    p.unit_price, true
FROM inventory_parts p
JOIN suppliers s ON s.name = (coalesce(nullif(btrim(p.supplier_name), ''), 'Unknown') COLLATE case_insensitive)
WHERE btrim(concat(p.supplier_name, p.supplier_contact, p.supplier_part_number)) <> '';
