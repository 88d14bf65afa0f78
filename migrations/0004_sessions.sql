-- A session is found by a hash of its cookie and sealed with a key that only the cookie holds.
CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    content TEXT NOT NULL,
    authenticated_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    sid_hash TEXT
);
CREATE INDEX sessions_by_sid ON sessions (sid_hash);
CREATE INDEX sessions_by_age ON sessions (seen_at);
