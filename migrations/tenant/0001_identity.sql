-- People, what they may do, and how they sign in.

CREATE TABLE users (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    email varchar(255) NOT NULL,
    -- Invited people carry a value that no password matches.
    password_hash varchar(255) NOT NULL,
    first_name varchar(100),
    last_name varchar(100),
    phone varchar(20),
    avatar_url text,
    role varchar(50) NOT NULL DEFAULT 'employee'
        CHECK (role IN ('admin', 'manager', 'employee', 'technician', 'customer')),
    employee_id varchar(50) UNIQUE,
    is_active boolean NOT NULL DEFAULT true,
    is_verified boolean NOT NULL DEFAULT false,
    email_verified_at timestamptz,
    two_factor_enabled boolean NOT NULL DEFAULT false,
    -- AES-256-GCM under the key named beside it; the last used step makes each code single-use.
    two_factor_secret varchar(255),
    two_factor_key_id varchar(50),
    two_factor_last_step bigint CHECK (two_factor_last_step >= 0),
    -- Raised by whatever must end existing tokens: password, role, permissions, deactivation.
    auth_version integer NOT NULL DEFAULT 1,
    last_login_at timestamptz,
    password_changed_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    search tsvector GENERATED ALWAYS AS (
        to_tsvector('simple', translate(
            coalesce(first_name, '') || ' ' || coalesce(last_name, '') || ' ' || email || ' ' || coalesce(employee_id, ''),
            '-/._@#', '      '))
    ) STORED
);

CREATE UNIQUE INDEX users_email_key ON users (lower(email));
CREATE INDEX idx_users_role ON users (role);
CREATE INDEX idx_users_name ON users (last_name, first_name, id);
CREATE INDEX idx_users_created ON users (created_at, id);
CREATE INDEX idx_users_search ON users USING gin (search);

CREATE TABLE user_permissions (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    permission varchar(100) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_user_permissions_user ON user_permissions (user_id);
CREATE UNIQUE INDEX idx_user_permissions_unique ON user_permissions (user_id, permission);

CREATE TABLE teams (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name varchar(255) NOT NULL,
    description text,
    team_lead_id uuid REFERENCES users (id),
    is_active boolean NOT NULL DEFAULT true,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_teams_name ON teams (name, id);
CREATE INDEX idx_teams_lead ON teams (team_lead_id);

CREATE TABLE team_members (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    team_id uuid NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    joined_at timestamptz NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX idx_team_members_unique ON team_members (team_id, user_id);
CREATE INDEX idx_team_members_user ON team_members (user_id);

CREATE TABLE sessions (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    ip_address inet,
    user_agent text,
    two_factor boolean NOT NULL DEFAULT false,
    -- The last time the password (and second factor) was given, for acts that need a fresh sign-in.
    authenticated_at timestamptz NOT NULL DEFAULT now(),
    -- An operator who acts as this user; operators live outside the tenant's schema.
    impersonator_id uuid,
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    revoked_reason varchar(100),
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_sessions_user ON sessions (user_id, created_at, id);
CREATE INDEX idx_sessions_expires ON sessions (expires_at);

-- Each use makes a successor. A used token that comes again betrays the whole family.
CREATE TABLE refresh_tokens (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    session_id uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    family_id uuid NOT NULL,
    token_hash varchar(64) NOT NULL UNIQUE,
    successor_id uuid REFERENCES refresh_tokens (id) ON DELETE SET NULL,
    used_at timestamptz,
    revoked_at timestamptz,
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_refresh_tokens_session ON refresh_tokens (session_id);
CREATE INDEX idx_refresh_tokens_family ON refresh_tokens (family_id);
CREATE INDEX idx_refresh_tokens_successor ON refresh_tokens (successor_id);
CREATE INDEX idx_refresh_tokens_expires ON refresh_tokens (expires_at);

CREATE TABLE api_keys (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name varchar(255) NOT NULL,
    -- The first characters, shown in lists so that people can tell keys apart.
    prefix varchar(20) NOT NULL,
    key_hash varchar(64) NOT NULL UNIQUE,
    scopes varchar(100)[] NOT NULL DEFAULT '{}',
    created_by uuid NOT NULL REFERENCES users (id),
    -- During an overlap both the old and the new key work.
    rotated_from_id uuid REFERENCES api_keys (id) ON DELETE SET NULL,
    last_used_at timestamptz,
    last_used_ip inet,
    expires_at timestamptz,
    revoked_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_api_keys_created_by ON api_keys (created_by);
CREATE INDEX idx_api_keys_created ON api_keys (created_at, id);

-- Single-use secrets sent to a person or handed out between two steps of a sign-in.
CREATE TABLE verification_tokens (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind varchar(50) NOT NULL
        CHECK (kind IN ('email_verification', 'password_reset', 'invitation', 'two_factor_pending', 'two_factor_enrolment')),
    token_hash varchar(64) NOT NULL UNIQUE,
    payload jsonb NOT NULL DEFAULT '{}',
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    expires_at timestamptz NOT NULL,
    consumed_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_verification_tokens_user ON verification_tokens (user_id, kind);
CREATE INDEX idx_verification_tokens_expires ON verification_tokens (expires_at);

CREATE TABLE two_factor_backup_codes (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    code_hash varchar(255) NOT NULL,
    used_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX idx_two_factor_backup_codes_unique ON two_factor_backup_codes (user_id, code_hash);
