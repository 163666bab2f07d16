-- Uploaded files. Images, documents and attachments point at them.

CREATE TABLE uploads (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    storage_key varchar(500) NOT NULL UNIQUE,
    file_name varchar(255) NOT NULL,
    content_type varchar(255) NOT NULL,
    size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
    sha256 varchar(64),
    status varchar(50) NOT NULL DEFAULT 'pending'
        CHECK (status IN ('pending', 'ready', 'attached', 'rejected', 'deleted')),
    rejection_reason text,
    -- What the file belongs to once it is attached, in the field's words: work_order, equipment …
    attached_type varchar(100),
    attached_id uuid,
    uploaded_by uuid REFERENCES users (id),
    -- A file that nobody attached until then is removed.
    expires_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_uploads_uploaded_by ON uploads (uploaded_by);
CREATE INDEX idx_uploads_attached ON uploads (attached_type, attached_id);
CREATE INDEX idx_uploads_expires ON uploads (expires_at) WHERE status IN ('pending', 'ready');
