-- Mails of the tenant: queued in the transaction that causes them, sent by a background process.
CREATE TABLE mails (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    template varchar(100) NOT NULL,
    -- Absent: the tenant's.
    locale varchar(35),
    recipient varchar(320) NOT NULL,
    -- What the template is filled with, encrypted, since links in mails open accounts. Deleted once it is no longer needed.
    content text,
    status varchar(20) NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'sent', 'failed')),
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    -- When it is tried next; while a process sends it, when another one takes over. Null once it is sent or given up.
    due_at timestamptz DEFAULT now(),
    lease uuid,
    -- Later it is of no use any more.
    valid_until timestamptz,
    sent_at timestamptz,
    last_error text,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_mails_due ON mails (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX idx_mails_created ON mails (created_at, id);

-- Set when an administrator resets the password: the old one no longer signs in, until a new one is set.
ALTER TABLE users ADD COLUMN must_change_password boolean NOT NULL DEFAULT false;

-- People who are asked to join. They become users when they accept.
CREATE TABLE invitations (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    email varchar(255) NOT NULL,
    role varchar(50) NOT NULL CHECK (role IN ('admin', 'manager', 'employee', 'technician', 'customer')),
    team_ids uuid[] NOT NULL DEFAULT '{}',
    -- Of the link that was mailed last; earlier ones are worthless.
    token_hash varchar(64) NOT NULL UNIQUE,
    invited_by uuid REFERENCES users (id),
    expires_at timestamptz NOT NULL,
    accepted_at timestamptz,
    -- Who they became.
    user_id uuid REFERENCES users (id),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

-- One open invitation for each address; one that is taken back is deleted.
CREATE UNIQUE INDEX invitations_open_email_key ON invitations (lower(email)) WHERE accepted_at IS NULL;
CREATE INDEX idx_invitations_created ON invitations (created_at, id);
CREATE INDEX idx_invitations_updated ON invitations (updated_at, id);
CREATE INDEX idx_invitations_invited_by ON invitations (invited_by);
CREATE INDEX idx_invitations_user ON invitations (user_id);
