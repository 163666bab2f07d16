-- Chosen by the user: the language of mails to them and for display, and the zone in which clients show them times. Absent: the account's.
ALTER TABLE users ADD COLUMN locale varchar(35);
ALTER TABLE users ADD COLUMN timezone varchar(64);
