-- Comments are corrected or taken back for a while, name the people who should read them, and may be for staff alone.
ALTER TABLE task_comments
    ADD COLUMN is_internal boolean NOT NULL DEFAULT false,
    ADD COLUMN mentions uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE task_comments_archive
    ADD COLUMN is_internal boolean NOT NULL DEFAULT false,
    ADD COLUMN mentions uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();
