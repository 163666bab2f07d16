-- Files of the audit log, part by part. They go with the operation that made them.
CREATE TABLE audit_export_parts (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    operation_id uuid NOT NULL REFERENCES operations (id) ON DELETE CASCADE,
    number integer NOT NULL CHECK (number > 0),
    -- In this part and all before it.
    entries integer NOT NULL CHECK (entries >= 0),
    -- Where the next part begins; null after the last one.
    next_cursor text,
    -- Compressed by gzip.
    content bytea NOT NULL,
    UNIQUE (operation_id, number)
);
