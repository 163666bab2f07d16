-- A picture of oneself is an upload; a path that was entered before stays where there is none.
ALTER TABLE users
    ADD COLUMN avatar_upload_id uuid,
    ADD CONSTRAINT users_avatar_upload_id_fkey FOREIGN KEY (avatar_upload_id) REFERENCES uploads (id) ON DELETE SET NULL NOT VALID;
