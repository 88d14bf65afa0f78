-- When a draft is deleted: set when its sender is warned, or could not be, and taken away again by whatever
-- changes the draft.
ALTER TABLE submissions ADD COLUMN expires_at BIGINT;

-- One index for each clock, of what it still has to look at: a sweep costs the same however much was swept
-- before.
CREATE INDEX drafts_untouched ON submissions (created_at) WHERE updated_at IS NULL;
CREATE INDEX drafts_unwarned ON submissions (updated_at, id)
    WHERE updated_at IS NOT NULL AND frozen_at IS NULL AND expires_at IS NULL;
CREATE INDEX drafts_expiring ON submissions (expires_at, id) WHERE expires_at IS NOT NULL AND frozen_at IS NULL;
CREATE INDEX submissions_answered ON submissions (COALESCE(acknowledged_at, returned_at), id)
    WHERE COALESCE(acknowledged_at, returned_at) IS NOT NULL AND emptied_at IS NULL;
CREATE INDEX submissions_emptied ON submissions (COALESCE(acknowledged_at, returned_at, withdrawn_at), id)
    WHERE emptied_at IS NOT NULL AND forgotten_at IS NULL;

-- Letters of a kind in the order in which they were put into the outbox.
CREATE INDEX outbox_by_kind ON outbox (kind, created_at);

-- Where the audit trail begins, when its oldest entries were cut off: the last one that was, the time it told,
-- and when that was done, under a keyed hash.
CREATE TABLE audit_anchor (
    id BIGINT NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL,
    hash TEXT NOT NULL,
    entry_at BIGINT NOT NULL,
    cut_at BIGINT NOT NULL,
    seal TEXT NOT NULL
);
