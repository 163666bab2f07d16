-- Documents and images lie in uploads from now on; those entered before keep the address they have.
ALTER TABLE uploads ADD COLUMN image_width integer, ADD COLUMN image_height integer;
-- A document is about a machine, or about a facility itself.
ALTER TABLE equipment_documents
    ALTER COLUMN equipment_id DROP NOT NULL,
    ALTER COLUMN file_url DROP NOT NULL,
    ADD COLUMN facility_id uuid,
    ADD CONSTRAINT equipment_documents_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES facilities (id) NOT VALID,
    ADD CONSTRAINT equipment_documents_owner_check CHECK (num_nonnulls(equipment_id, facility_id) = 1) NOT VALID,
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE equipment_images
    ALTER COLUMN image_url DROP NOT NULL,
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();
