-- Second factors of operators, as users have them in their tenants' schemas.
CREATE TABLE operator_backup_codes (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    operator_id uuid NOT NULL REFERENCES operators (id) ON DELETE CASCADE,
    code_hash varchar(255) NOT NULL,
    used_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX idx_operator_backup_codes_unique ON operator_backup_codes (operator_id, code_hash);

-- Between the password and the code.
CREATE TABLE pending_operator_sign_ins (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    operator_id uuid NOT NULL REFERENCES operators (id) ON DELETE CASCADE,
    token_hash varchar(64) NOT NULL UNIQUE,
    -- Of the operator when the password was right.
    auth_version integer NOT NULL,
    -- What wrong codes count against.
    account varchar(320) NOT NULL,
    device_id varchar(64),
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    expires_at timestamptz NOT NULL,
    ended_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_pending_operator_sign_ins_operator ON pending_operator_sign_ins (operator_id);
CREATE INDEX idx_pending_operator_sign_ins_expires ON pending_operator_sign_ins (expires_at);
