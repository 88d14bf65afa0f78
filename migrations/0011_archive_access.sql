-- What a token lets its archive do, for how long, and whether it has been taken back. Tokens from before
-- may do everything, until they are revoked.
ALTER TABLE archive_tokens ADD COLUMN scopes TEXT NOT NULL DEFAULT 'read write';
ALTER TABLE archive_tokens ADD COLUMN expires_at BIGINT;
ALTER TABLE archive_tokens ADD COLUMN revoked_at BIGINT;
-- A day in Norway, so that a token that is used all the time is written once a day.
ALTER TABLE archive_tokens ADD COLUMN last_used_on TEXT;
