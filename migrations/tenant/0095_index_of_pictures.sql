-- transaction: none
-- What the file before has added, checked for the rows that are there, and found when an upload is removed.
ALTER TABLE users VALIDATE CONSTRAINT users_avatar_upload_id_fkey;
DROP INDEX CONCURRENTLY IF EXISTS idx_users_avatar_upload;
CREATE INDEX CONCURRENTLY idx_users_avatar_upload ON users (avatar_upload_id) WHERE avatar_upload_id IS NOT NULL;
