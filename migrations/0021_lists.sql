-- A person's list shows all drafts, and the newest of what was sent: neither is looked for among the other.
DROP INDEX submissions_by_owner;
CREATE INDEX drafts_by_owner ON submissions (owner, created_at DESC, id) WHERE frozen_at IS NULL;
CREATE INDEX sent_by_owner ON submissions (owner, frozen_at DESC, id) WHERE frozen_at IS NOT NULL;
