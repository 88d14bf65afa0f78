-- What has been withdrawn waits for nobody; it has a list of its own.
DROP INDEX submissions_waiting;
CREATE INDEX submissions_waiting ON submissions (sent_at, id)
    WHERE sent_at IS NOT NULL AND acknowledged_at IS NULL AND returned_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX submissions_withdrawn ON submissions (withdrawn_at, id) WHERE withdrawn_at IS NOT NULL;

-- Sealed files that no other row names any more and that are to leave the store. A row goes when its file is
-- gone, so that what a crash or a store that is down left over is taken up again.
CREATE TABLE discarded_blobs (
    blob TEXT NOT NULL PRIMARY KEY,
    submission_id TEXT NOT NULL,
    discarded_at BIGINT NOT NULL
);
CREATE INDEX discarded_blobs_by_submission ON discarded_blobs (submission_id);

-- What is known of a document outlives its sealed file: then it names none.
CREATE TABLE kept_documents (
    submission_id TEXT NOT NULL REFERENCES submissions (id),
    number BIGINT NOT NULL,
    blob TEXT UNIQUE,
    ciphertext_sha256 TEXT,
    content TEXT NOT NULL,
    size_bytes BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (submission_id, number)
);
INSERT INTO kept_documents (submission_id, number, blob, ciphertext_sha256, content, size_bytes, created_at)
    SELECT submission_id, number, blob, ciphertext_sha256, content, size_bytes, created_at FROM documents;
DROP TABLE documents;
ALTER TABLE kept_documents RENAME TO documents;
