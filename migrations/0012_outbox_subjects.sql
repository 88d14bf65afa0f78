-- A letter can be about anything, not only a submission: what it is about is its subject, unique with its
-- kind. One that is not to be sent any more is withdrawn, with the reason.
CREATE TABLE letters (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    claimed_by TEXT,
    claimed_until BIGINT,
    sent_at BIGINT,
    failed_at BIGINT,
    withdrawn_at BIGINT,
    reason TEXT,
    UNIQUE (kind, subject)
);
INSERT INTO letters (id, kind, subject, created_at, due_at, attempts, claimed_by, claimed_until, sent_at, failed_at, reason)
    SELECT id, kind, submission_id, created_at, due_at, attempts, claimed_by, claimed_until, sent_at, failed_at, reason
    FROM outbox;
DROP TABLE outbox;
ALTER TABLE letters RENAME TO outbox;
CREATE INDEX outbox_due ON outbox (due_at) WHERE sent_at IS NULL AND failed_at IS NULL AND withdrawn_at IS NULL;
