-- Invoices by hand. An invoice is issued as a whole, in one row, and never changed afterwards: the trigger holds that also for whoever
-- writes SQL. Nothing has written any before.

ALTER TABLE invoices
    ADD COLUMN kind varchar(20) NOT NULL DEFAULT 'invoice' CHECK (kind IN ('invoice', 'credit_note')),
    -- To whom, as it was called then.
    ADD COLUMN billed_to varchar(255) NOT NULL DEFAULT '',
    -- description, quantity, unitPrice, amount
    ADD COLUMN lines jsonb NOT NULL DEFAULT '[]',
    -- per cent
    ADD COLUMN tax_rate numeric(5, 2) NOT NULL DEFAULT 0 CHECK (tax_rate >= 0 AND tax_rate <= 100),
    ADD COLUMN notes text,
    ADD COLUMN issued_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN voided_at timestamptz,
    -- Of an invoice, once a credit note takes it back.
    ADD COLUMN credited_at timestamptz,
    -- Of a credit note: the invoice that it takes back, once.
    ADD COLUMN credits_id uuid REFERENCES invoices (id);
-- lint-allow: blocking-constraint because nothing has written invoices before
ALTER TABLE invoices
    ADD CONSTRAINT invoices_credits_key UNIQUE (credits_id);
-- lint-allow: blocking-constraint because nothing has written invoices before
ALTER TABLE invoices
    ADD CONSTRAINT invoices_total_check CHECK (total = amount + tax);
-- lint-allow: blocking-index because nothing has written invoices before
CREATE INDEX idx_invoices_created ON invoices (created_at, id);
-- lint-allow: blocking-index because nothing has written invoices before
CREATE INDEX idx_invoices_updated ON invoices (updated_at, id);
-- lint-allow: blocking-index because nothing has written invoices before
CREATE INDEX idx_invoices_tenant_updated ON invoices (tenant_id, updated_at, id);

-- What was issued stays: only whether it is paid, void or credited changes, each once. Drafts are nobody's yet.
CREATE FUNCTION refuse_change_of_issued_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changing text[] := ARRAY['status', 'paid_at', 'voided_at', 'credited_at', 'invoice_pdf_url', 'version', 'updated_at'];
    refused text := NULL;
BEGIN
    IF OLD.status = 'draft' THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' THEN
        refused := 'deleted';
    ELSIF to_jsonb(NEW) - changing <> to_jsonb(OLD) - changing THEN
        refused := 'changed';
    ELSIF NEW.status <> OLD.status AND NOT (OLD.status = 'open' AND NEW.status IN ('paid', 'void', 'uncollectible')
        OR OLD.status = 'uncollectible' AND NEW.status IN ('paid', 'void')) THEN
        refused := 'made ' || NEW.status;
    ELSIF OLD.paid_at IS NOT NULL AND NEW.paid_at IS DISTINCT FROM OLD.paid_at
        OR OLD.voided_at IS NOT NULL AND NEW.voided_at IS DISTINCT FROM OLD.voided_at
        OR OLD.credited_at IS NOT NULL AND NEW.credited_at IS DISTINCT FROM OLD.credited_at THEN
        refused := 'changed';
    END IF;
    IF refused IS NOT NULL THEN
        RAISE EXCEPTION 'The invoice % is issued and cannot be %.', OLD.invoice_number, refused USING ERRCODE = 'raise_exception';
    END IF;
    RETURN NEW;
END $$;

-- lint-allow: trigger because an issued invoice must stay as it is, whoever writes
CREATE TRIGGER invoices_stay_as_issued BEFORE UPDATE OR DELETE ON invoices
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_issued_invoice();
