-- Whom the archive's API lets in. The token itself is shown once and never kept.
CREATE TABLE archive_tokens (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL
);
