-- What the archive's lists tell of a submission's documents, known when Send is pressed: a list need not
-- look for every document of every submission on its page.
ALTER TABLE submissions ADD COLUMN document_count BIGINT;
ALTER TABLE submissions ADD COLUMN size_bytes BIGINT;
UPDATE submissions SET
    document_count = (SELECT COUNT(*) FROM documents d WHERE d.submission_id = submissions.id),
    size_bytes = (SELECT COALESCE(SUM(d.size_bytes), 0) FROM documents d WHERE d.submission_id = submissions.id)
    WHERE frozen_at IS NOT NULL;
