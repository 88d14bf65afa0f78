-- Letters that their recipients may answer here. Everything that tells of the letter or of the recipient is one
-- sealed value; the link and the archive's name of the letter are found by keyed hash. An invitation that is
-- revoked gives its letter free, so that another one can be made.
CREATE TABLE invitations (
    id TEXT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    letter_hash TEXT UNIQUE,
    content TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    replies BIGINT NOT NULL DEFAULT 0,
    last_reply_at BIGINT
);
CREATE INDEX invitations_expiring ON invitations (expires_at);
CREATE INDEX invitations_revoked ON invitations (revoked_at) WHERE revoked_at IS NOT NULL;
