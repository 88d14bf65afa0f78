-- A submission from its first page on. Who owns it is found by keyed hash; everything personal
-- (sender, title, case, comment, e-mail) is one sealed value.
CREATE TABLE submissions (
    id TEXT NOT NULL PRIMARY KEY,
    owner TEXT NOT NULL,
    content TEXT NOT NULL,
    reference TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    updated_at BIGINT,
    documents_made BIGINT NOT NULL DEFAULT 0,
    frozen_at BIGINT,
    sent_at BIGINT,
    acknowledged_at BIGINT,
    returned_at BIGINT,
    -- The blobs only the archive can open, and the hash of the code that stands inside the manifest.
    manifest_blob TEXT,
    arkivmelding_blob TEXT,
    confirmation_hash TEXT,
    -- What the archive answered, sealed.
    answer TEXT
);
CREATE INDEX submissions_by_owner ON submissions (owner, created_at);
CREATE INDEX submissions_waiting ON submissions (sent_at) WHERE acknowledged_at IS NULL AND returned_at IS NULL;
CREATE INDEX submissions_unfinished ON submissions (frozen_at) WHERE sent_at IS NULL;

CREATE TABLE documents (
    blob TEXT NOT NULL PRIMARY KEY,
    submission_id TEXT NOT NULL REFERENCES submissions (id),
    number BIGINT NOT NULL,
    content TEXT NOT NULL,
    size_bytes BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (submission_id, number)
);
