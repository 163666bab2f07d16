-- Fields of machines that the account defines; their values stand in equipment.custom_fields under the key.

CREATE TABLE custom_fields (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    -- Never changed: clients and values know the field by it.
    key varchar(50) NOT NULL CHECK (key ~ '^[A-Za-z][A-Za-z0-9_]*$'),
    label varchar(255) NOT NULL,
    field_type varchar(20) NOT NULL CHECK (field_type IN ('text', 'number', 'boolean', 'date', 'choice')),
    unit varchar(50),
    options jsonb NOT NULL DEFAULT '[]',
    is_required boolean NOT NULL DEFAULT false,
    position integer NOT NULL DEFAULT 0,
    archived_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX custom_fields_same_key_key ON custom_fields (key COLLATE case_insensitive);
CREATE INDEX idx_custom_fields_position ON custom_fields (position, id);
CREATE INDEX idx_custom_fields_natural_label ON custom_fields (label COLLATE natural_order, id);
CREATE INDEX idx_custom_fields_updated ON custom_fields (updated_at, id);
