-- Mails of the platform itself, such as those to people who have no account yet; otherwise as each tenant's mails.
CREATE TABLE platform_mails (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    template varchar(100) NOT NULL,
    -- Absent: English.
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

CREATE INDEX idx_platform_mails_due ON platform_mails (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX idx_platform_mails_created ON platform_mails (created_at, id);

-- Where no mail server is set: what would have been sent, of all tenants and the platform.
CREATE TABLE kept_mails (
    -- That of the mail, so that it is kept once.
    id uuid PRIMARY KEY,
    -- Null for the platform's.
    tenant_id uuid REFERENCES tenants (id) ON DELETE CASCADE,
    template varchar(100) NOT NULL,
    recipient varchar(320) NOT NULL,
    -- Sender, subject and both forms of the text, encrypted.
    content text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idx_kept_mails_created ON kept_mails (created_at, id);
CREATE INDEX idx_kept_mails_tenant ON kept_mails (tenant_id);
