-- What comes after Send: the sender withdraws it before the archive has fetched anything; its sealed files are
-- deleted, at once or when they have been kept long enough after the archive's answer; in the end all that is
-- personal in it. Its entry in the journal stays.
ALTER TABLE submissions ADD COLUMN withdrawn_at BIGINT;
ALTER TABLE submissions ADD COLUMN emptied_at BIGINT;
ALTER TABLE submissions ADD COLUMN forgotten_at BIGINT;
