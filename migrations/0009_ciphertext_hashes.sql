-- SHA-256 of each sealed file as it lies, lower-case hexadecimal: what the archive's API calls its version
-- by. What was sealed before this has none.
ALTER TABLE documents ADD COLUMN ciphertext_sha256 TEXT;
ALTER TABLE submissions ADD COLUMN manifest_sha256 TEXT;
ALTER TABLE submissions ADD COLUMN arkivmelding_sha256 TEXT;
-- One index for each of the archive's lists, in the order of the list: a page costs the same however many
-- submissions there are.
DROP INDEX submissions_waiting;
CREATE INDEX submissions_waiting ON submissions (sent_at, id)
    WHERE sent_at IS NOT NULL AND acknowledged_at IS NULL AND returned_at IS NULL;
CREATE INDEX submissions_acknowledged ON submissions (acknowledged_at, id) WHERE acknowledged_at IS NOT NULL;
CREATE INDEX submissions_returned ON submissions (returned_at, id) WHERE returned_at IS NOT NULL;
