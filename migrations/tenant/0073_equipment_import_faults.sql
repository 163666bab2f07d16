-- What was wrong with the lines of an imported file. They go with the operation that found them.
CREATE TABLE equipment_import_faults (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    operation_id uuid NOT NULL REFERENCES operations (id) ON DELETE CASCADE,
    -- In the order in which they were found.
    number integer NOT NULL CHECK (number > 0),
    line integer NOT NULL,
    column_name text,
    code varchar(100) NOT NULL,
    detail text NOT NULL,
    UNIQUE (operation_id, number)
);
