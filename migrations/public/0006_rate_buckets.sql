-- Token buckets of the burst limits, shared by all processes. No index on the time: most updates then stay within their page.

CREATE TABLE rate_buckets (
    -- tenant:<id>, tenant:<id>/user:<id> or network:<hash>.
    subject varchar(150) PRIMARY KEY,
    -- Below zero when a process used some on credit that others had taken meanwhile.
    tokens double precision NOT NULL,
    refilled_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);
