-- When the archive first fetched the manifest of a submission. What is fetched but not answered is being
-- worked on, or was forgotten half-way; the index holds nothing else.
ALTER TABLE submissions ADD COLUMN fetched_at BIGINT;
CREATE INDEX submissions_fetched ON submissions (fetched_at)
    WHERE fetched_at IS NOT NULL AND acknowledged_at IS NULL AND returned_at IS NULL;
