-- What the printed code of a machine says: nobody can guess it, and it can be replaced by another one.
ALTER TABLE equipment ADD COLUMN qr_token varchar(64);
-- the release before this one adds machines without
ALTER TABLE equipment ALTER COLUMN qr_token SET DEFAULT replace(gen_random_uuid()::text, '-', '');
