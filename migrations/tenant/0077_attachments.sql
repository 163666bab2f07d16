-- Files of work orders and service requests lie in uploads; those that customers should not see are for staff alone.
ALTER TABLE task_attachments
    ALTER COLUMN file_name DROP NOT NULL,
    ALTER COLUMN file_url DROP NOT NULL,
    ADD COLUMN caption varchar(255),
    ADD COLUMN signer_name varchar(255),
    ADD COLUMN is_internal boolean NOT NULL DEFAULT false,
    -- The request with which it came.
    ADD COLUMN service_request_id uuid,
    ADD CONSTRAINT task_attachments_service_request_id_fkey
        FOREIGN KEY (service_request_id) REFERENCES service_requests (id) NOT VALID,
    DROP CONSTRAINT task_attachments_kind_check,
    ADD CONSTRAINT task_attachments_kind_check
        CHECK (kind IN ('photo_before', 'photo_after', 'photo', 'signature', 'document', 'other')) NOT VALID,
    ADD CONSTRAINT task_attachments_signer_check CHECK (kind <> 'signature' OR signer_name IS NOT NULL) NOT VALID;
ALTER TABLE task_attachments_archive
    ALTER COLUMN file_name DROP NOT NULL,
    ALTER COLUMN file_url DROP NOT NULL,
    ADD COLUMN caption varchar(255),
    ADD COLUMN signer_name varchar(255),
    ADD COLUMN is_internal boolean NOT NULL DEFAULT false,
    ADD COLUMN service_request_id uuid,
    ADD CONSTRAINT task_attachments_archive_service_request_id_fkey
        FOREIGN KEY (service_request_id) REFERENCES service_requests (id) NOT VALID,
    DROP CONSTRAINT task_attachments_kind_check,
    ADD CONSTRAINT task_attachments_kind_check
        CHECK (kind IN ('photo_before', 'photo_after', 'photo', 'signature', 'document', 'other')) NOT VALID,
    ADD CONSTRAINT task_attachments_signer_check CHECK (kind <> 'signature' OR signer_name IS NOT NULL) NOT VALID;
ALTER TABLE service_request_attachments
    ALTER COLUMN file_name DROP NOT NULL,
    ALTER COLUMN file_url DROP NOT NULL,
    ADD COLUMN kind varchar(20) NOT NULL DEFAULT 'document',
    ADD COLUMN caption varchar(255),
    ADD COLUMN is_internal boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT service_request_attachments_kind_check CHECK (kind IN ('photo', 'document', 'other')) NOT VALID;
